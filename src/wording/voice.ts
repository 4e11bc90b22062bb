/** Before words that a machine has heard: no punctuation, and words of the same sound for one another. */
export const heardFromVoice = '（语音转写）'

/** Before words that a machine has read in a picture. */
export const readInPicture = '（图中文字）'

/** A command counts only as written: of two words that sound alike one closes the wrong case (10.1). */
export const spokenCommand = (facts: { words: string }): string =>
  `听到“${facts.words.slice(0, 30)}”。怕听错，指令要发文字才算数。`
