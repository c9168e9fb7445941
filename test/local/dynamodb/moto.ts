import { findOnPath } from '../process/commandsOnPath';
import { freePort } from '../process/freePort';
import { ManagedProcess, untilUp } from '../process/managedProcess';

/** The server of moto, an emulator of AWS in Python, if it is installed: `pip install 'moto[server]'`. */
export const findMoto = (): string | undefined => findOnPath(['moto_server']);

/** Moto with all its services behind one address; it is empty when it starts. */
export class Moto {
  private constructor(
    private readonly server: ManagedProcess,
    readonly endpoint: string,
  ) {}

  static async start(command: string): Promise<Moto> {
    const port = await freePort();
    const endpoint = `http://127.0.0.1:${port}`;
    const server = new ManagedProcess(command, ['-H', '127.0.0.1', '-p', String(port)]);
    await untilUp('moto', server, () => fetch(endpoint));
    return new Moto(server, endpoint);
  }

  stop(): Promise<void> {
    return this.server.stop();
  }
}
