const longest = 12

/**
 * A nickname as the bot says it behind an @: one short line. Whatever somebody calls themselves, the bot gives out no
 * address, no number and no call to everybody in its own name; the mention itself goes by the contact and reaches them
 * all the same. Empty where nothing is left.
 */
export function spokenName(name: string): string {
  const plain = name
    .normalize('NFKC')
    .replaceAll(/[\p{C}\p{Z}\s]+/gu, ' ')
    .replaceAll(/(?:https?:\/\/|www\.)\S*|[\w-]+\.(?:cn|com|net|org|top|xyz)\S*/giu, '')
    .replaceAll(/\d{5,}/gu, '')
    .replaceAll(/所有人|全体成员|@/gu, '')
    .replaceAll(/ +/gu, ' ')
    .trim()
  const letters = [...plain]
  return letters.length > longest ? `${letters.slice(0, longest).join('').trim()}…` : plain
}
