/**
 * Every match of a global pattern, in order. As `matchAll`, which makes a pattern anew for each text: that is most of the
 * time where many patterns look at many short texts.
 */
export function matchesOf(text: string, pattern: RegExp): readonly RegExpExecArray[] {
  const found: RegExpExecArray[] = []
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    found.push(match)
    // By a whole character: from within one, an empty match is found at its beginning again.
    if (match[0] === '') pattern.lastIndex += (text.codePointAt(match.index) ?? 0) > 0xffff ? 2 : 1
  }
  return found
}
