import fc from 'fast-check'

/** For the mutation run: every mutant meets the same made-up cases, and a broken one is not made small first. */
fc.configureGlobal({ seed: 20261123, endOnFailure: true })
