import { notFound } from "../errors";
import { Collection, type CollectionState } from "./collection";

export interface StoredProfile extends Record<string, unknown> {
  id: string;
}

/** Settings that clients refer to. They are kept and told: nothing here depends on them. */
export class Profiles {
  private readonly profiles = new Collection<StoredProfile>();

  /** @param newId gives out an id of the kind */
  constructor(private readonly newId: () => string) {}

  create(fields: object): StoredProfile {
    const id = this.newId();
    return this.profiles.add(id, { id, ...fields });
  }

  /** @throws ManagementApiError 404 */
  get(id: string): StoredProfile {
    const profile = this.profiles.find(id);
    if (!profile) throw notFound("The profile does not exist");
    return profile;
  }

  page(cursor: { from: string | undefined; take: number }) {
    return this.profiles.page(cursor);
  }

  /** A field that is given replaces what was there, as a whole. */
  update(id: string, fields: object): StoredProfile {
    return Object.assign(this.get(id), fields);
  }

  delete(id: string): void {
    this.profiles.delete(this.get(id).id);
  }

  state(): CollectionState<StoredProfile> {
    return this.profiles.state();
  }

  restore(state: CollectionState<StoredProfile>): void {
    this.profiles.restore(state);
  }
}
