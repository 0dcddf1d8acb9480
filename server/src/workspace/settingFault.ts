/** What is wrong in settings. */

export interface SettingFault {
  /** The key that it is about; empty for the settings as a whole. */
  readonly key: string;
  /** In words. */
  readonly message: string;
}
