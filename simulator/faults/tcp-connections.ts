import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { AddressInfo, Server, Socket } from "node:net";

/** Node publishes here each connection that a server of this process accepts. */
const ACCEPTED = "net.server.socket";

/** The TCP connections beneath TLS: a TLS socket cannot reset its own (ERR_INVALID_HANDLE_TYPE). */
export class TcpConnections {
  private readonly open = new Map<string, Socket>();

  /** @param server whose connections they are: other servers of this process have other ports */
  constructor(private readonly server: Server) {
    subscribe(ACCEPTED, this.remember);
  }

  reset(tlsSocket: Socket): void {
    this.open.get(ends(tlsSocket))!.resetAndDestroy();
  }

  forget(): void {
    unsubscribe(ACCEPTED, this.remember);
  }

  private readonly remember = (message: unknown) => {
    const { socket } = message as { socket: Socket };
    if (socket.localPort !== (this.server.address() as AddressInfo | null)?.port) return;
    const key = ends(socket);
    this.open.set(key, socket);
    socket.once("close", () => this.open.delete(key));
  };
}

function ends({ remoteAddress, remotePort, localPort }: Socket): string {
  return [remoteAddress, remotePort, localPort].join(" ");
}
