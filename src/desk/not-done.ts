const notDone =
  /不满意|(?:没|没有|并没|未)(?:修好|弄好|搞好|解决|处理好|清干净|好呢?$)|老样子|根本没|还是(?:不|没)/u

/** The words say that what was told as done is not: 根本没修好, 还是不亮. */
export const saysNotDone = (said: string): boolean => notDone.test(said)
