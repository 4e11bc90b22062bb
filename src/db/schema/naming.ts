import { DefaultNamingStrategy } from 'typeorm'

const snake = (name: string): string => name.replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`)

/** Columns are snake_case in the database and camelCase in the program. */
export class SnakeColumns extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string): string {
    // TypeORM leaves the second out where no name is given, whatever its types say.
    const given = customName as string | undefined
    return given === undefined || given === '' ? snake(propertyName) : given
  }
}
