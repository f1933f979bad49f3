import { Type, type TSchema } from "@sinclair/typebox";
import { AnyObject, Body, Nullable, TextOf, TokenQuota } from "../schema";

/** The fields of a client that are objects, with what Auth0's specification allows in them. Null removes each. */

const Flag = Type.Optional(Type.Boolean());
const Text = Type.Optional(Type.String());
const Part = (schema: TSchema) => Type.Optional(Nullable(schema));
const AtLeastOneOf = (properties: Record<string, TSchema>) => Body(properties, { minProperties: 1 });

const Fingerprints = Type.Array(Type.String({ minLength: 1 }), { minItems: 1 });
export const Mobile = Part(
  Type.Object({
    android: Type.Optional(
      Type.Object({ app_package_name: Text, sha256_cert_fingerprints: Type.Optional(Fingerprints) }),
    ),
    ios: Type.Optional(Type.Object({ app_bundle_identifier: Text, team_id: Text })),
  }),
);

const Provider = Part(AtLeastOneOf({ enabled: Flag }));
export const NativeSocialLogin = Part(AtLeastOneOf({ apple: Provider, facebook: Provider, google: Provider }));

export const FedCmLogin = Part(AtLeastOneOf({ google: Part(AtLeastOneOf({ is_enabled: Flag })) }));

const Initiator = TextOf(
  "rp-logout",
  "idp-logout",
  "password-changed",
  "session-expired",
  "session-revoked",
  "account-deleted",
  "email-identifier-changed",
  "mfa-phone-unenrolled",
  "account-deactivated",
);
export const OidcLogout = Part(
  Type.Object({
    backchannel_logout_urls: Type.Optional(Type.Array(Type.String())),
    backchannel_logout_initiators: Type.Optional(
      Type.Object({
        mode: Type.Optional(TextOf("custom", "all")),
        selected_initiators: Type.Optional(Type.Array(Initiator)),
      }),
    ),
    backchannel_logout_session_metadata: Part(Type.Object({ include: Flag })),
  }),
);

export const SessionTransfer = Part(
  Body({
    can_create_session_transfer_token: Flag,
    enforce_cascade_revocation: Flag,
    allowed_authentication_methods: Part(Type.Array(TextOf("cookie", "query"))),
    enforce_device_binding: Type.Optional(TextOf("ip", "asn", "none")),
    allow_refresh_token: Flag,
    enforce_online_refresh_tokens: Flag,
    delegation: Part(
      Body({ allow_delegated_access: Flag, enforce_device_binding: Type.Optional(TextOf("ip", "asn")) }),
    ),
  }),
);

export const SignedRequestObject = Part(Body({ required: Flag, credentials: Type.Optional(Type.Array(AnyObject)) }));

export const DefaultOrganization = Part(
  Body({ organization_id: Type.String(), flows: Type.Array(TextOf("client_credentials")) }),
);

export const TokenExchange = Part(
  Body({
    allow_any_profile_of_type: Type.Optional(
      Type.Array(TextOf("custom_authentication", "on_behalf_of_token_exchange")),
    ),
  }),
);

export const ClientTokenQuota = Part(TokenQuota);
