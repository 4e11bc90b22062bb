/** A process that does nothing but live. */
setInterval(() => undefined, 1_000)
process.stdout.write('{"up":true}\n')
