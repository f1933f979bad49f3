/** A number from the range kept for documentation (RFC 5398): nothing here knows networks. */
export const AUTONOMOUS_SYSTEM = "64496";

/** Where a request came from. */
export interface Origin {
  ip: string;
  userAgent: string;
}

/** What a session and a refresh token remember of the devices they were used on. */
export interface Device {
  initial_ip: string;
  initial_asn: string;
  initial_user_agent: string;
  last_ip: string;
  last_asn: string;
  last_user_agent: string;
}

export function newDevice({ ip, userAgent }: Origin): Device {
  return {
    initial_ip: ip,
    initial_asn: AUTONOMOUS_SYSTEM,
    initial_user_agent: userAgent,
    last_ip: ip,
    last_asn: AUTONOMOUS_SYSTEM,
    last_user_agent: userAgent,
  };
}

export function usedFrom(device: Device, { ip, userAgent }: Origin): void {
  device.last_ip = ip;
  device.last_asn = AUTONOMOUS_SYSTEM;
  device.last_user_agent = userAgent;
}
