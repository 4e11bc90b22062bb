import type { EntitySchemaColumnOptions } from 'typeorm'

/** The few column types in use, spelled once. Every one names its type: TypeORM would guess otherwise. */
export const text = { type: 'text' } as const satisfies EntitySchemaColumnOptions
export const textOrNull = { type: 'text', nullable: true } as const satisfies EntitySchemaColumnOptions
export const texts = { type: 'text', array: true } as const satisfies EntitySchemaColumnOptions
export const whole = { type: 'int' } as const satisfies EntitySchemaColumnOptions
export const wholeOrNull = { type: 'int', nullable: true } as const satisfies EntitySchemaColumnOptions
export const numberOrNull = {
  type: 'double precision',
  nullable: true,
} as const satisfies EntitySchemaColumnOptions
export const yesOrNo = { type: 'boolean' } as const satisfies EntitySchemaColumnOptions
export const time = { type: 'timestamptz' } as const satisfies EntitySchemaColumnOptions
export const timeOrNull = { type: 'timestamptz', nullable: true } as const satisfies EntitySchemaColumnOptions
export const json = { type: 'jsonb' } as const satisfies EntitySchemaColumnOptions
export const jsonOrNull = { type: 'jsonb', nullable: true } as const satisfies EntitySchemaColumnOptions
export const id = { type: 'text' } as const satisfies EntitySchemaColumnOptions
export const idOrNull = { type: 'text', nullable: true } as const satisfies EntitySchemaColumnOptions
/** Given by the database, rising; a string, since it may pass what a number holds. */
export const rising = { type: 'bigint', generated: 'increment' } as const satisfies EntitySchemaColumnOptions
