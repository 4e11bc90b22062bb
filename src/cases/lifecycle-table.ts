import type { State } from './case.ts'
import type { Row } from './lifecycle-row.ts'

const active: readonly State[] = ['dispatched', 'in_progress']
const beforeResult: readonly State[] = ['triage', 'filed', 'dispatched', 'in_progress']
const open: readonly State[] = [...beforeResult, 'county', 'long_term', 'resolved', 'verified']
const all: readonly State[] = [...open, 'closed', 'dismissed', 'refused', 'merged', 'withdrawn']

/**
 * Grid-rules 2.1, row by row in its order: from, move, to, who, what must be carried, and what else binds it.
 * No other moves exist, from any door. Rows of one move differ by `when`; below the line stand what is no move of
 * the table but belongs into the history.
 */
// prettier-ignore
export const lifecycle: readonly Row[] = [
  { rule: '2.1', move: 'receive', from: [null], to: 'triage', who: ['bot', 'duty_officer'],
    when: ['to_triage'], carries: ['source', 'words'] },
  { rule: '2.1, 2.5', move: 'receive', from: [null], to: 'filed', who: ['bot_by_2.5', 'duty_officer'],
    when: ['filed_at_once'], carries: ['source', 'words'] },
  { rule: '2.1, 2.3, 2.5', move: 'file', from: ['triage'], to: 'filed', who: ['duty_officer', 'bot_by_2.5'],
    carries: ['known_category'], limits: ['standing_authority'] },
  { rule: '2.1, 3.8', move: 'dismiss', from: ['triage'], to: 'dismissed', who: ['duty_officer'],
    limits: ['emergency_second_person'] },
  { rule: '2.1, 2.3, 3.8, 7.1, 7.2', move: 'refuse', from: ['triage', 'filed'], to: 'refused', who: ['duty_officer'],
    carries: ['ground'], limits: ['emergency_never_refused', 'standing_authority'] },
  { rule: '2.1', move: 'merge', from: beforeResult, to: 'merged', who: ['bot', 'duty_officer'], carries: ['into'] },
  { rule: '2.1', move: 'unmerge', from: ['merged'], to: 'before', who: ['bot', 'duty_officer'],
    limits: ['within_24_hours'] },
  { rule: '2.1', move: 'withdraw', from: beforeResult, to: 'withdrawn', who: ['reporter'],
    when: ['last_reporter'], limits: ['spoken_with_reporter'] },
  { rule: '2.1', move: 'withdraw', from: beforeResult, to: 'same', who: ['reporter'],
    when: ['other_reporters'], limits: ['spoken_with_reporter'] },
  { rule: '2.1, 3', move: 'dispatch', from: ['filed'], to: 'dispatched', who: ['bot', 'duty_officer', 'director'],
    when: ['not_praise'], carries: ['handler', 'rule', 'due'], limits: ['after_return_by_a_person', 'handler_fit'] },
  { rule: '2.1', move: 'accept', from: ['dispatched'], to: 'in_progress', who: ['handler'] },
  { rule: '2.1', move: 'contact', from: ['in_progress'], to: 'in_progress', who: ['handler'] },
  { rule: '2.1', move: 'designate', from: active, to: 'dispatched', who: ['duty_officer', 'director'],
    carries: ['handler', 'reason_or_rule', 'due'], limits: ['director_word_is_final', 'handler_fit'] },
  { rule: '2.1', move: 'return', from: active, to: 'filed', who: ['handler'],
    carries: ['reason'], limits: ['director_word_is_final', 'return_once', 'return_in_time'] },
  { rule: '2.1', move: 'escalate', from: active, to: 'dispatched', who: ['handler', 'duty_officer', 'clock'],
    carries: ['reason', 'handler', 'due'], limits: ['handler_fit'] },
  { rule: '2.1, 3.1', move: 'hand_to_county', from: ['filed', 'dispatched', 'in_progress'], to: 'county',
    who: ['duty_officer'], carries: ['due_today'] },
  { rule: '2.1', move: 'county_progress', from: ['county'], to: 'county', who: ['duty_officer'], carries: ['words'] },
  { rule: '2.1', move: 'county_answer', from: ['county'], to: 'resolved', who: ['duty_officer'], carries: ['words'] },
  { rule: '2.1, 4.1', move: 'ask_extension', from: ['in_progress'], to: 'in_progress', who: ['handler'],
    carries: ['days', 'reason'], limits: ['extension_left', 'extension_not_open'] },
  { rule: '2.1, 4.1', move: 'extend', from: ['in_progress'], to: 'in_progress', who: ['duty_officer', 'director'],
    limits: ['extension_asked', 'extension_left'] },
  { rule: '10.1', move: 'refuse_extension', from: ['in_progress'], to: 'in_progress',
    who: ['duty_officer', 'director'], limits: ['extension_asked'] },
  { rule: '2.1', move: 'shelve', from: ['in_progress'], to: 'long_term', who: ['director'],
    carries: ['reason', 'next_date'] },
  { rule: '2.1', move: 'resume', from: ['long_term'], to: 'in_progress', who: ['handler', 'director', 'clock'],
    carries: ['due'], limits: ['not_before_next_date'] },
  { rule: '2.1', move: 'resolve', from: active, to: 'resolved', who: ['handler'],
    carries: ['words', 'outcome', 'photos'] },
  { rule: '2.1, 3.7', move: 'verify', from: ['resolved'], to: 'verified', who: ['verifier'],
    limits: ['not_the_handler'] },
  { rule: '2.1, 3.7', move: 'reject', from: ['resolved'], to: 'in_progress', who: ['verifier'],
    carries: ['reason'], limits: ['not_the_handler'] },
  { rule: '2.1, 2.3, 3.8', move: 'close', from: ['verified'], to: 'closed', who: ['director', 'duty_officer'],
    limits: ['standing_authority', 'emergency_second_person'] },
  { rule: '2.6', move: 'close', from: ['resolved'], to: 'closed', who: ['bot'],
    when: ['enquiry'], limits: ['emergency_second_person'] },
  { rule: '2.6', move: 'close', from: ['filed'], to: 'closed', who: ['bot', 'duty_officer'], when: ['praise'] },
  { rule: '2.1', move: 'send_back', from: ['verified'], to: 'in_progress', who: ['duty_officer', 'director'],
    carries: ['reason'] },
  { rule: '2.1, 2.6, 6.4', move: 'rate', from: ['closed'], to: 'closed', who: ['reporter'],
    when: ['not_praise'], carries: ['rating'], limits: ['rated_once'] },
  { rule: '2.1, 6.5', move: 'reopen', from: ['closed'], to: 'dispatched', who: ['bot', 'director'],
    when: ['not_praise'], carries: ['reason', 'handler', 'due'],
    limits: ['dissatisfied', 'bot_reopens_once', 'handler_fit'] },

  { rule: '8.5, 8.6', move: 'join', from: open, to: 'same', who: ['bot', 'duty_officer'], carries: ['reporter'] },
  { rule: '8.4, 10.3', move: 'supplement', from: open, to: 'same', who: ['reporter', 'bot', 'duty_officer'],
    carries: ['words'] },
  { rule: '5.2', move: 'late_reason', from: [...active, 'long_term', 'resolved', 'verified'], to: 'same',
    who: ['handler'], carries: ['reason'] },
  { rule: '4.4', move: 'take_verification', from: ['resolved'], to: 'same', who: ['clock'] },
  { rule: '2.3, 3.8', move: 'agree', from: ['triage', 'filed', 'verified'], to: 'same',
    who: ['duty_officer', 'director', 'township_lead', 'supervisor'], carries: ['agrees_to'] },
  { rule: '2.4', move: 'undo', from: all, to: 'before', who: ['mover'], limits: ['within_undo_time'] },
]
