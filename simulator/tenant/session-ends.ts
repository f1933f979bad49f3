import type { StoredSession } from "./sessions";

/** Why a session ends, in the words of `oidc_logout.backchannel_logout_initiators`. */
export type Initiator =
  "rp-logout" | "session-revoked" | "password-changed" | "email-identifier-changed" | "account-deleted";

type Notice = (session: StoredSession, initiator: Initiator) => Promise<void>;

/** Tells of each session that ends, and knows who is still being told. */
export class SessionEnds {
  private readonly underWay = new Set<Promise<void>>();
  private notify: Notice = () => Promise.resolve();

  /** @param notify must not reject */
  onEach(notify: Notice): void {
    this.notify = notify;
  }

  tell(session: StoredSession, initiator: Initiator): void {
    const notice = this.notify(session, initiator).finally(() => this.underWay.delete(notice));
    this.underWay.add(notice);
  }

  /** Resolves once everybody has been told. */
  async allTold(): Promise<void> {
    await Promise.all(this.underWay);
  }
}
