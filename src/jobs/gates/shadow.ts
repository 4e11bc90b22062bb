import { go, type Gate } from './gate.ts'

/** 8.8: in a room in shadow mode nothing is ever said. */
export const shadow: Gate = async ({ notice }, { ground }) =>
  'room' in notice.to && ground().directory.room(notice.to.room)?.shadow === true
    ? { verdict: 'drop', why: 'room in shadow mode' }
    : go
