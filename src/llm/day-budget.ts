import type { Log } from '../kernel/log.ts'
import type { TokensSpent } from '../intake/exchanges.ts'

export interface DayLimits {
  readonly dayTokens: number
  readonly dayCost: number | null
  /** For a million tokens. */
  readonly prices: { readonly question: number; readonly answer: number } | null
}

export interface BudgetDeps {
  limits: DayLimits
  /** The start of the town's day that it is now. */
  dayBegan(): Date
  /** What was spent since then, as kept; so that a restart does not begin the day anew. */
  spentSince(at: Date): Promise<TokensSpent>
  log: Log
}

export interface DayBudget {
  /** Sets aside what a question may cost at most; null where the day has no room for it. */
  reserve(most: TokensSpent): Promise<Reserved | null>
  isSpent(): boolean
  today(): TokensSpent
}

export interface Reserved {
  /** What it did cost. */
  settle(spent: TokensSpent): void
}

/** Tokens, and money where prices are known, of one day of the town. Questions under way count with their most. */
export function makeDayBudget({ limits, dayBegan, spentSince, log }: BudgetDeps): DayBudget {
  let day: { began: number; spent: TokensSpent; ready: Promise<void>; told: boolean } | null = null

  function current() {
    const began = dayBegan()
    if (day?.began === began.getTime()) return day
    const fresh = {
      began: began.getTime(),
      spent: { question: 0, answer: 0 },
      ready: Promise.resolve(),
      told: false,
    }
    fresh.ready = spentSince(began).then(
      (before) => {
        fresh.spent = sum(fresh.spent, before)
      },
      (error: unknown) => {
        log.warn({ err: error }, 'what the language model has cost today is not known; counting from now')
      },
    )
    day = fresh
    return fresh
  }

  const fits = ({ question, answer }: TokensSpent): boolean => {
    if (question + answer > limits.dayTokens) return false
    if (limits.dayCost === null || limits.prices === null) return true
    const cost = (question * limits.prices.question + answer * limits.prices.answer) / 1_000_000
    return cost <= limits.dayCost
  }

  return {
    async reserve(most) {
      const today = current()
      await today.ready
      const then = sum(today.spent, most)
      if (!fits(then)) {
        if (!today.told)
          log.warn(
            { ...today.spent, ...limits },
            'the day’s budget of the language model is spent, the offline reader goes on alone until midnight',
          )
        today.told = true
        return null
      }
      today.spent = then
      return {
        settle(spent) {
          today.spent = sum(today.spent, {
            question: spent.question - most.question,
            answer: spent.answer - most.answer,
          })
        },
      }
    },
    isSpent: () => current().told,
    today: () => current().spent,
  }
}

const sum = (one: TokensSpent, other: TokensSpent): TokensSpent => ({
  question: one.question + other.question,
  answer: one.answer + other.answer,
})
