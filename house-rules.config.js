// @ts-check
/**
 * Lint rules of our own.
 * @import { ESLint, Rule } from 'eslint'
 */

/** Words that say nothing about what is inside. `handler` stays: it is the responsible person of a case. */
const emptyWords = new Set([
  'util',
  'utils',
  'helper',
  'helpers',
  'common',
  'manager',
  'service',
  'services',
  'data',
  'handle',
])
/** Names that are ours in spite of it. */
const knownNames = new Set(['TownData'])

/** @param {string} name */
const wordsOf = (name) =>
  name
    .replace(/([a-z0-9])([A-Z])/gu, '$1 $2')
    .split(/[^A-Za-z0-9]+/u)
    .map((word) => word.toLowerCase())

/** @param {string} name */
const emptyWordIn = (name) =>
  knownNames.has(name) ? undefined : wordsOf(name).find((word) => emptyWords.has(word))

/** @type {Rule.RuleModule} */
const plainFileNames = {
  create: (context) => ({
    Program(node) {
      const path = context.filename.slice(context.cwd.length + 1).replaceAll('\\', '/')
      const parts = path.replace(/(\.[a-z]+)+$/u, '').split('/')
      for (const part of parts) {
        const word = emptyWordIn(part)
        if (word !== undefined)
          context.report({ node, message: `"${word}" in a path says nothing: name what is inside.` })
      }
      const last = parts.at(-1) ?? ''
      if (!/^\.?[a-z0-9]+(-[a-z0-9]+)*$/u.test(last)) {
        context.report({ node, message: `"${last}" is not kebab-case.` })
      }
    },
  }),
}

/** @type {Rule.RuleModule} */
const plainExportNames = {
  create: (context) => ({
    ExportNamedDeclaration(node) {
      const names = node.specifiers.map((specifier) => specifier.exported)
      const { declaration } = node
      if (declaration?.type === 'VariableDeclaration') {
        for (const { id } of declaration.declarations) if (id.type === 'Identifier') names.push(id)
      } else if (declaration !== null && declaration !== undefined && 'id' in declaration) {
        names.push(declaration.id)
      }
      for (const name of names) {
        const word = name.type === 'Identifier' ? emptyWordIn(name.name) : undefined
        if (word !== undefined)
          context.report({ node: name, message: `"${word}" in a name says nothing: say what it is.` })
      }
    },
  }),
}

/** @type {Rule.RuleModule} */
const reasonedSuppressions = {
  create: (context) => ({
    Program() {
      for (const comment of context.sourceCode.getAllComments()) {
        const isSuppression = /^\s*(eslint-disable|v8 ignore|istanbul ignore)/u.test(comment.value)
        if (
          !isSuppression ||
          /^\s*eslint-enable/u.test(comment.value) ||
          /\s--\s+\S.{9,}/u.test(comment.value)
        )
          continue
        // Line 0, so that a suppression cannot suppress this very message.
        const start = { line: 0, column: 0 }
        const where = `line ${String(comment.loc?.start.line)}`
        context.report({
          loc: start,
          message: `Give the reason behind "--" for the suppression in ${where}.`,
        })
      }
    },
  }),
}

/** @type {ESLint.Plugin} */
export const house = {
  rules: {
    'plain-file-names': plainFileNames,
    'plain-export-names': plainExportNames,
    'reasoned-suppressions': reasonedSuppressions,
  },
}
