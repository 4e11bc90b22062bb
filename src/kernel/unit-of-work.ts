/**
 * One decision, one transaction (house rule 2). `work` gets stores that all write in the same transaction;
 * when it throws, nothing is kept. No network call belongs inside.
 */
export interface UnitOfWork<Stores> {
  run<T>(work: (stores: Stores) => Promise<T>): Promise<T>
}
