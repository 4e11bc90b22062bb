/** A picture that somebody of the staff has brought to a case at the pages; the bytes lie elsewhere, under its id. */
export interface Upload {
  id: string
  caseId: string
  person: string
  kind: 'image'
  name: string
  mediaType: string
  /** Bytes as they are kept. */
  size: number
  uploadedAt: Date
}

export interface UploadStore {
  add(upload: Upload): Promise<void>
  byId(id: string): Promise<Upload | null>
  /** Oldest first. */
  ofCase(caseId: string): Promise<readonly Upload[]>
  remove(id: string): Promise<void>
}
