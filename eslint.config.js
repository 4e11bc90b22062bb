// @ts-check
import js from '@eslint/js'
import { defineConfig } from 'eslint/config'
import { configs } from 'typescript-eslint'
import { house } from './house-rules.config.js'

/** Statements that the house does without; each says what to do instead. */
const shunned = {
  defaultExport: {
    selector: 'ExportDefaultDeclaration',
    message: 'Export by name: a thing has the same name everywhere.',
  },
  enum: {
    selector: 'TSEnumDeclaration',
    message: 'Use a union of strings: types are stripped, not compiled.',
  },
  decorator: {
    selector: 'Decorator',
    message: 'No decorators: Node strips types and knows none. Use EntitySchema.',
  },
  newDate: {
    selector: 'NewExpression[callee.name="Date"]',
    message: 'Time comes from a Clock; parse with instant() of src/kernel/clock.ts (house rule 6).',
  },
  dateCall: {
    selector: 'CallExpression[callee.name="Date"], MemberExpression[object.name="Date"][property.name="now"]',
    message: 'Time comes from a Clock (house rule 6).',
  },
  environment: {
    selector:
      'MemberExpression[object.name="process"][property.name="env"], MemberExpression[object.name="process"][property.value="env"], ImportDeclaration[source.value=/^(node:)?process$/], VariableDeclarator[init.name="process"]',
    message: 'Settings come as arguments; only src/settings.ts reads the environment (house rule 6).',
  },
}

/** @param {(keyof typeof shunned)[]} allowed */
const shunAllBut = (...allowed) => {
  const banned = Object.entries(shunned).filter(([name]) => !allowed.some((other) => other === name))
  return /** @type {['error', ...{ selector: string, message: string }[]]} */ ([
    'error',
    ...banned.map(([, rule]) => rule),
  ])
}

export default defineConfig(
  { ignores: ['node_modules/', 'reports/', 'coverage/', '.linli/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' } },
  js.configs.recommended,
  configs.strictTypeChecked,
  configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { house },
    rules: {
      'house/plain-file-names': 'error',
      'house/plain-export-names': 'error',
      'house/reasoned-suppressions': 'error',
      'no-restricted-syntax': shunAllBut(),
      'no-console': 'error',
      'max-lines': ['error', { max: 300 }],
      'max-depth': ['error', 4],
      // `== null` asks for null and undefined at once.
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-else-return': 'error',
      'prefer-const': 'error',
      'object-shorthand': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/ban-ts-comment': [
        'error',
        {
          'ts-expect-error': 'allow-with-description',
          'ts-ignore': true,
          'ts-nocheck': true,
          'ts-check': false,
        },
      ],
      // A number in a sentence is plain; objects and null in one are still refused.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // The compiler's noPropertyAccessFromIndexSignature asks for the opposite.
      '@typescript-eslint/dot-notation': 'off',
      // Off: the compiler knows every name.
      'no-undef': 'off',
      // Off: either way of writing an object type is plain.
      '@typescript-eslint/consistent-type-definitions': 'off',
      // Off: ports are objects of functions made by factories; they may be taken apart.
      '@typescript-eslint/unbound-method': 'off',
      // Off: `void (await x)` says that the answer is not wanted; options of TypeORM are classes in name only.
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // Spreading a string into its characters is how Chinese is counted.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // A promise-returning function need not await: ports are asynchronous even where one store is not.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
    },
  },
  { files: ['src/kernel/clock.ts'], rules: { 'no-restricted-syntax': shunAllBut('newDate', 'dateCall') } },
  { files: ['src/settings.ts'], rules: { 'no-restricted-syntax': shunAllBut('environment') } },
  { files: ['src/commands/**', 'src/main.ts'], rules: { 'no-console': 'off' } },
  {
    // Runs before anything is installed, and therefore before the settings and the clock exist.
    files: ['src/commands/bootstrap.mjs', 'src/commands/bootstrap/*.mjs'],
    rules: {
      'no-restricted-syntax': shunAllBut('environment', 'newDate', 'dateCall'),
      '@typescript-eslint/prefer-nullish-coalescing': 'off',
      '@typescript-eslint/prefer-optional-chain': 'off',
      // A JSDoc type on parsed JSON is no assertion in the eyes of the rule.
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
  {
    files: ['*.config.ts', '*.config.js', '.dependency-cruiser.mjs'],
    rules: { 'no-restricted-syntax': shunAllBut('defaultExport', 'environment') },
  },
  {
    files: ['test/**'],
    rules: {
      'no-restricted-syntax': shunAllBut('environment', 'newDate', 'dateCall'),
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  // Lists of words and days are data: long because there is much to list.
  {
    files: ['src/**/lexicon/**', 'src/worktime/holidays.ts', 'test/support/*-lines.ts'],
    rules: { 'max-lines': 'off' },
  },
)
