import { Type } from "@sinclair/typebox";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { AnyObject, Body } from "../schema";

const Moment = Type.String({ format: "date-time" });
const Count = Type.Integer({ minimum: 0 });
const Texts = Type.Array(Type.String());
const Objects = Type.Array(AnyObject);
const Collection = Body({
  lastPlace: Count,
  entries: Type.Array(Type.Tuple([Type.String(), Count, AnyObject])),
});

const State = Body({
  format: Type.Literal("auth0-tenant-simulator"),
  version: Type.Literal(1),
  domains: Body({ canonical: Type.String(), custom: Type.String() }),
  signingKey: Type.Object({ kty: Type.Literal("RSA"), n: Type.String(), e: Type.String(), d: Type.String() }),
  tenant: Body({
    time: Moment,
    settings: AnyObject,
    mfaPolicies: Texts,
    applications: Body({ terraform: Type.String(), application: Type.String() }),
    seededUsers: Count,
    clientSigningKeys: Objects,
    clients: Collection,
    clientCredentials: Objects,
    resourceServers: Collection,
    clientGrants: Collection,
    actionModules: Collection,
    actions: Collection,
    triggerBindings: Objects,
    executions: Objects,
    logs: Body({ written: Count, events: Objects }),
    statistics: Objects,
    connections: Collection,
    users: Body({ users: Collection, passwords: Type.Array(Type.Tuple([Type.String(), Type.String()])) }),
    roles: Body({ roles: Collection, holders: Type.Array(Body({ id: Type.String(), users: Texts })) }),
    permissions: Objects,
    organizations: Body({
      organizations: Collection,
      members: Type.Array(Body({ id: Type.String(), user_id: Type.String(), roles: Texts })),
      grants: Type.Array(Body({ id: Type.String(), grants: Texts })),
    }),
    organizationConnections: Type.Array(Body({ organization: Type.String(), connections: Collection })),
    discoveryDomains: Type.Array(Body({ organization: Type.String(), domains: Collection })),
    userAttributeProfiles: Collection,
    connectionProfiles: Collection,
    sessions: Collection,
    refreshTokens: Collection,
  }),
});

/** Whether it is what this version of the simulator exports, as far as the parts go that others are kept in. */
export const validateState = addFormats(new Ajv({ strictTuples: false })).compile(State);
