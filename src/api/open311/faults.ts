/** A request that GeoReport v2 refuses: 404 what does not exist, 403 a key that is missing or wrong, 400 all else. */
export class Open311Fault extends Error {
  override readonly name = 'Open311Fault'
  readonly status: 400 | 403 | 404

  /** `sentence` is meant for people to read. */
  constructor(status: 400 | 403 | 404, sentence: string) {
    super(sentence)
    this.status = status
  }
}
