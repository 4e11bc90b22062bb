import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

const folder = join(import.meta.dirname, '../../prompts')

const about = z.strictObject({ version: z.int().positive(), purpose: z.string(), sha256: z.string() })

/** One folder of `prompts/`: text, version and purpose. */
export interface Prompt {
  /** read-message@1: what stands beside every answer. */
  name: string
  text: string
  /** What the text was when its version was given; a test holds the two together. */
  isAsVersioned: boolean
}

export type PromptName = 'read-message' | 'mend-answer'

export async function loadPrompt(name: PromptName): Promise<Prompt> {
  const text = await readFile(join(folder, name, 'prompt.md'), 'utf8')
  const { version, sha256 } = about.parse(parse(await readFile(join(folder, name, 'about.yaml'), 'utf8')))
  const isAsVersioned = createHash('sha256').update(text).digest('hex') === sha256
  return { name: `${name}@${version}`, text: text.trim(), isAsVersioned }
}

/** The text with every {{blank}} filled; a blank without a filling stays, so that a test sees it. */
export const filled = (text: string, blanks: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{\{(\w+)\}\}/gu, (whole, name: string) => blanks[name] ?? whole)
