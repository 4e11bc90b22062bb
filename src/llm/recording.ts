import { decode, getDuration, isSilk } from 'silk-wasm'

/** A recording in a form that transcription services take. */
export interface Recording {
  name: string
  bytes: Uint8Array
}

/** A voice message of a chat lasts a minute; what is much longer is no voice message, and would cost as much. */
const longestMs = 180_000
/** SILK of three minutes is under this; decoded it is thirty times as much. */
const silkAtMost = 1_000_000
const soundAtMost = 5_000_000
/** What speech models work with. */
const sampleRate = 16_000

const startsWith = (bytes: Uint8Array, text: string, at = 0): boolean =>
  Buffer.from(bytes.subarray(at, at + text.length)).toString('latin1') === text

/** The ending of a sound file by its first bytes; names in a chat prove nothing. Null for anything else. */
function endingOf(bytes: Uint8Array): string | null {
  if (startsWith(bytes, 'RIFF') && startsWith(bytes, 'WAVE', 8)) return 'wav'
  if (startsWith(bytes, 'ID3') || (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe6) === 0xe2)) return 'mp3'
  if (startsWith(bytes, '#!AMR')) return 'amr'
  if (startsWith(bytes, 'OggS')) return 'ogg'
  if (startsWith(bytes, 'fLaC')) return 'flac'
  return startsWith(bytes, 'ftyp', 4) ? 'm4a' : null
}

/** A WAV file of one channel, 16 bits, around raw samples. */
function wavOf(samples: Uint8Array): Uint8Array {
  const head = Buffer.alloc(44)
  head.write('RIFF', 0, 'latin1')
  head.writeUInt32LE(36 + samples.length, 4)
  head.write('WAVEfmt ', 8, 'latin1')
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(sampleRate, 24)
  head.writeUInt32LE(sampleRate * 2, 28)
  head.writeUInt16LE(2, 32)
  head.writeUInt16LE(16, 34)
  head.write('data', 36, 'latin1')
  head.writeUInt32LE(samples.length, 40)
  return Buffer.concat([head, samples])
}

/**
 * What a service is sent: the chat's own SILK is decoded to WAV (16 kHz, one channel), other sound goes as it is. Throws
 * with an English reason for what is no sound, is broken, lasts more than three minutes, or is too large.
 */
export async function recordingOf(bytes: Uint8Array): Promise<Recording> {
  if (!isSilk(bytes)) {
    const ending = endingOf(bytes)
    if (ending === null) throw new RangeError('this is no sound that is known')
    if (bytes.length > soundAtMost) throw new RangeError(`${String(bytes.length)} bytes are too many`)
    return { name: `voice.${ending}`, bytes }
  }
  if (bytes.length > silkAtMost) throw new RangeError(`${String(bytes.length)} bytes of SILK are too many`)
  const lasts = getDuration(bytes)
  if (lasts > longestMs) throw new RangeError(`${String(lasts)} ms are too long`)
  const { data, duration } = await decode(bytes, sampleRate)
  if (lasts === 0 || duration === 0) throw new RangeError('the recording is empty')
  return { name: 'voice.wav', bytes: wavOf(data) }
}
