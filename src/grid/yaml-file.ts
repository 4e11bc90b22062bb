import { isAlias, isMap, isNode, isPair, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml'
import type { Document } from 'yaml'
import { reasonOf } from '../kernel/errors.ts'
import type { Fault } from './faults.ts'

type Path = readonly PropertyKey[]

/** A file of plain YAML with the way back from every value to its line. */
export interface YamlFile {
  readonly name: string
  readonly content: unknown
  /** The line of a value; of what is missing, the line of the nearest thing that holds it. */
  lineOf(path: Path): number
  /** The line of a key of the map at `path`. */
  lineOfKey(path: Path, key: string): number
  /** A scalar as it was typed, without quotes: 0201 where the value is the number 201. Null for anything else. */
  typed(path: Path): string | null
}

/** More than this is no town's file (20,000 places take 3 MB). */
export const mostBytes = 16 * 1_024 * 1_024
export const tooLarge = {
  sentence: `is larger than ${mostBytes / 1_048_576} MB`,
  says: `超过${String(mostBytes / 1_048_576)}MB`,
}

function nodeAt(document: Document.Parsed, path: Path): unknown {
  let node: unknown = document.contents
  for (const step of path) {
    if (isMap(node)) node = node.items.find((pair) => isScalar(pair.key) && pair.key.value === step)?.value
    else if (isSeq(node) && typeof step === 'number') node = node.items[step]
    else return undefined
  }
  return isNode(node) ? node : undefined
}

/** Anchors, tags and directives change what plain text means; nobody needs them here, and some of them explode. */
function trickery(
  document: Document.Parsed,
  fault: (at: number, sentence: string, says: string) => Fault,
): readonly Fault[] {
  const found: Fault[] = []
  if (document.directives.yaml.explicit)
    found.push(fault(0, 'a %YAML directive is not used in a town’s files', '不要写 %YAML 指令'))
  visit(document, (_, node) => {
    if (isPair(node) || !isNode(node)) return
    const at = node.range?.[0] ?? 0
    if (isAlias(node))
      found.push(
        fault(
          at,
          `the alias *${node.source} is not used in a town’s files; write the value`,
          `不要用别名 *${node.source}，请直接写值`,
        ),
      )
    else if (node.anchor !== undefined) {
      found.push(
        fault(at, `the anchor &${node.anchor} is not used in a town’s files`, `不要用锚点 &${node.anchor}`),
      )
    } else if (node.tag !== undefined) {
      found.push(fault(at, `the tag ${node.tag} is not used in a town’s files`, `不要用标签 ${node.tag}`))
    }
  })
  return found
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Reads one file; every fault with its line. Refused: not UTF-8, too large, broken YAML, doubled keys, anchors, tags. */
export function readYaml(name: string, bytes: Uint8Array): YamlFile | { faults: readonly Fault[] } {
  const whole = (sentence: string, says: string) => ({
    faults: [{ file: name, line: null, sentence, says }],
  })
  if (bytes.byteLength > mostBytes) return whole(tooLarge.sentence, tooLarge.says)
  const text = decode(bytes)
  if (text === null)
    return whole('is not written in UTF-8; save it as UTF-8', '不是 UTF-8 编码，请另存为 UTF-8')
  const lines = new LineCounter()
  try {
    const document = parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      logLevel: 'error',
      stringKeys: true,
    })
    const fault = (at: number, sentence: string, says: string): Fault => ({
      file: name,
      line: lines.linePos(at).line || 1,
      sentence,
      says,
    })
    const broken = [...document.errors, ...document.warnings].map((e) =>
      fault(e.pos[0], plainError(e.message), errorSaid(e.message)),
    )
    // What follows a first slip on a line is mostly its echo.
    const first = broken.filter((one, n) => broken.findIndex(({ line }) => line === one.line) === n)
    if (first.length > 0) return { faults: first }
    const tricks = trickery(document, fault)
    return tricks.length > 0 ? { faults: tricks } : yamlFile(name, document, lines)
  } catch (error) {
    // The parser recurses: thousands of brackets inside each other end its stack.
    return whole(`cannot be read: ${reasonOf(error)}`, '读不了，可能嵌套太深')
  }
}

function plainError(message: string): string {
  if (/unique/iu.test(message)) return 'the same key stands here twice'
  if (/call stack/iu.test(message)) return 'is nested too deep'
  if (/multiple documents/iu.test(message)) return 'holds more than one document; take out the line with ---'
  return `is no valid YAML: ${message.replace(/\s+/gu, ' ')}`
}

function errorSaid(message: string): string {
  if (/unique/iu.test(message)) return '同一项写了两次'
  if (/call stack/iu.test(message)) return '嵌套太深'
  if (/multiple documents/iu.test(message)) return '有几份文档，请去掉“---”那一行'
  return 'YAML 格式不对，请检查缩进、引号和冒号'
}

function yamlFile(name: string, document: Document.Parsed, lines: LineCounter): YamlFile {
  const lineAt = (node: unknown): number | null =>
    isNode(node) && node.range ? lines.linePos(node.range[0]).line : null
  const lineOf = (path: Path): number => {
    for (let length = path.length; length >= 0; length -= 1) {
      const line = lineAt(nodeAt(document, path.slice(0, length)))
      if (line !== null) return line
    }
    return 1
  }
  return {
    name,
    content: document.toJS({ maxAliasCount: 0 }),
    lineOf,
    lineOfKey: (path, key) => {
      const map = nodeAt(document, path)
      const pair = isMap(map)
        ? map.items.find((item) => isScalar(item.key) && item.key.value === key)
        : undefined
      return lineAt(pair?.key) ?? lineOf(path)
    },
    typed: (path) => {
      const node = nodeAt(document, path)
      return isScalar(node) && node.source !== undefined ? node.source : null
    },
  }
}
