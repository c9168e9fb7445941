import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

/** RFC 6455, section 1.3. */
const acceptSuffix = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const textFrame = 0x81;

/** The server's end of a web socket, with as much of RFC 6455 as a bench needs: whole text messages. */
export class WebSocketEnd {
  private received = Buffer.alloc(0);

  constructor(
    request: IncomingMessage,
    private readonly socket: Duplex,
    private readonly onMessage: (text: string) => void,
  ) {
    const key = `${String(request.headers['sec-websocket-key'])}${acceptSuffix}`;
    const accept = createHash('sha1').update(key).digest('base64');
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    socket.on('data', (bytes: Buffer) => this.take(bytes));
    socket.on('error', () => undefined);
  }

  send(text: string): void {
    const payload = Buffer.from(text);
    this.socket.write(Buffer.concat([headOf(payload.length), payload]));
  }

  private take(bytes: Buffer): void {
    this.received = Buffer.concat([this.received, bytes]);
    for (let frame = readFrame(this.received); frame; frame = readFrame(this.received)) {
      this.received = this.received.subarray(frame.end);
      if (frame.head === textFrame) {
        this.onMessage(frame.text);
      } else {
        this.socket.end();
      }
    }
  }
}

function headOf(length: number): Buffer {
  if (length < 126) {
    return Buffer.from([textFrame, length]);
  }
  if (length < 65_536) {
    return Buffer.from([textFrame, 126, length >> 8, length & 255]);
  }
  const head = Buffer.alloc(10);
  head[0] = textFrame;
  head[1] = 127;
  head.writeBigUInt64BE(BigInt(length), 2);
  return head;
}

/** A browser masks what it sends; our messages are far below the 64 KiB of the short forms. */
function readFrame(bytes: Buffer): { head: number; text: string; end: number } | undefined {
  if (bytes.length < 2) {
    return undefined;
  }
  const short = (bytes[1] ?? 0) & 127;
  const start = short === 126 ? 4 : 2;
  if (bytes.length < start + 4) {
    return undefined;
  }
  const end = start + 4 + (short === 126 ? bytes.readUInt16BE(2) : short);
  if (bytes.length < end) {
    return undefined;
  }
  const mask = bytes.subarray(start, start + 4);
  const payload = bytes.subarray(start + 4, end).map((byte, i) => byte ^ (mask[i % 4] ?? 0));
  return { head: bytes[0] ?? 0, text: Buffer.from(payload).toString(), end };
}
