/** Who asked not to be listened to (别记我, 8.8). The account decides; the name serves to know quotes of their words. */
export interface LeftOutStore {
  leaveOut(contactId: string, name: string, at: Date): Promise<void>
  /** 记我: takes it back. */
  hearAgain(contactId: string): Promise<void>
  isLeftOut(contactId: string): Promise<boolean>
  /** Whether anybody who is left out went by this name. */
  isNameLeftOut(name: string): Promise<boolean>
}
