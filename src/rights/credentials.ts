/** A second factor of a person (TOTP); it counts from its confirmation on. */
export interface Totp {
  secret: string
  confirmedAt: Date | null
  /** The last step of time whose figures were used: none serves twice. */
  lastStep: number
}

/** How often a log-in has failed, by whatever name it was tried under. */
export interface Failures {
  count: number
  lastAt: Date
}

/** A try that was counted before anything was checked, and when the one before it was. */
export interface Attempt {
  at: Date
  before: Date | null
}

/** From how many failures on a name pauses, and how long: doubling with each further one, up to the longest. */
export interface PauseRules {
  wrongPasswords: number
  pauseMinutes: number
  longestPauseMinutes: number
}

/** A log-in that waits for its six figures to be said to the bot. */
export interface ChatLogin {
  id: string
  figures: string
  /** Of the secret in the browser that asked. */
  secretDigest: string
  madeAt: Date
  endsAt: Date
  address: string
  agent: string
  /** Who said them; null while nobody has. */
  person: string | null
}

/** What proves at the pages who somebody is: passwords, second factors, failures, log-ins by chat. */
export interface CredentialStore {
  /** The digest of the person's password; null where none was set. */
  password(person: string): Promise<string | null>
  setPassword(person: string, digest: string, at: Date): Promise<void>
  totp(person: string): Promise<Totp | null>
  setTotp(person: string, totp: Totp | null): Promise<void>
  /** Uses a step of time up; false where it, or a later one, was used already. */
  useTotpStep(person: string, step: number): Promise<boolean>
  failures(name: string): Promise<Failures | null>
  /**
   * Counts a try as failed before it is checked, in one statement, so that of many at once no more than the rule allows
   * come through; null where the name pauses.
   */
  attempt(name: string, rules: PauseRules, at: Date): Promise<Attempt | null>
  /** Takes a counted try back, as though it had not been made. */
  takeBack(name: string, attempt: Attempt): Promise<void>
  forgetFailures(name: string): Promise<void>
  /** False where these figures are taken by another log-in that waits. */
  addChatLogin(login: ChatLogin): Promise<boolean>
  chatLogin(id: string): Promise<ChatLogin | null>
  /** The waiting log-in with these figures that nobody has confirmed and whose time is not over. */
  chatLoginByFigures(figures: string, now: Date): Promise<ChatLogin | null>
  /** Said by this person; false where it has ended or was said already. */
  confirmChatLogin(id: string, person: string, at: Date): Promise<boolean>
  /** Ends it, once: false where it has ended already. */
  endChatLogin(id: string, at: Date): Promise<boolean>
}
