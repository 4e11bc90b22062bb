import type { ApiAnswer, OpenApi } from './api.ts'

/** Calls that change something, as the pages make them: with the version that the caller has just seen. */
export function changesOf(api: () => OpenApi) {
  return {
    /** A POST; with a version where one is given. */
    post: (path: string, as: string, body: unknown = {}, version?: string | null): Promise<ApiAnswer> =>
      api().call(path, {
        ...{ method: 'POST', as, body },
        headers: version == null ? {} : { 'if-match': version },
      }),
    /** Looks at `seen` first, which is the path itself unless said otherwise. */
    async change(method: string, path: string, as: string, body?: unknown, seen = path): Promise<ApiAnswer> {
      const etag = (await api().call(seen, { as })).headers.get('etag') ?? '"0"'
      const sent = body === undefined ? {} : { body }
      return api().call(path, { method, as, ...sent, headers: { 'if-match': etag } })
    },
    auditOf: (subject: string): Promise<{ who: string; action: string }[]> =>
      api().db.dataSource.query('SELECT who, action FROM audit_log WHERE subject = $1 ORDER BY id', [
        subject,
      ]),
  }
}
