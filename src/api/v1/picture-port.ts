/** A picture without anything but its pixels. */
export interface CleanPicture {
  bytes: Uint8Array
  mediaType: 'image/jpeg' | 'image/png' | 'image/webp' | 'image/gif'
}

/** Draws pictures anew within bounds: few at once, few waiting, and what was drawn lately is not drawn again. */
export interface Pictures {
  /**
   * A picture drawn anew, without position or anything else that hung on it; null where the bytes are none that can be
   * opened. Rejects with an Error of the caller's making where too many wait.
   */
  clean(bytes: Uint8Array, tooMany: () => Error): Promise<CleanPicture | null>
  looksLikePicture(bytes: Uint8Array): boolean
  isHeic(bytes: Uint8Array): boolean
}
