/** There is no way back: a fault is mended by the next migration. */
export const forwardOnly = (): Promise<void> => Promise.reject(new Error('migrations only go forward'))
