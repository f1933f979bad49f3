/** In memory, and as they were given: a test's secrets are none. */
export class Passwords {
  private readonly byUser = new Map<string, string>();

  set(userId: string, password: string): void {
    this.byUser.set(userId, password);
  }

  /** A user who was made without a password, as those of a seed are, has any. */
  matches(userId: string, password: string): boolean {
    return (this.byUser.get(userId) ?? password) === password;
  }

  forget(userId: string): void {
    this.byUser.delete(userId);
  }

  state(): [userId: string, password: string][] {
    return [...this.byUser];
  }

  restore(state: [userId: string, password: string][]): void {
    for (const [userId, password] of state) this.byUser.set(userId, password);
  }
}
