const TABLE = Array.from({ length: 256 }, (_, index) => {
	let value = index;
	for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
	return value >>> 0;
});

export function crc32(bytes: Uint8Array): number {
	let sum = 0xffffffff;
	for (const byte of bytes) sum = TABLE[(sum ^ byte) & 0xff] ^ (sum >>> 8);
	return (sum ^ 0xffffffff) >>> 0;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** 1980-01-01, the first day that a zip can say. */
const DAY = 0x21;

/** A zip of one file, stored as it is: no library is at hand here that could compress. */
export function zipOf(name: string, content: Buffer): Buffer {
	const title = Buffer.from(name, 'utf8');
	const sums = (head: Buffer, at: number) => {
		head.writeUInt32LE(crc32(content), at);
		head.writeUInt32LE(content.length, at + 4);
		head.writeUInt32LE(content.length, at + 8);
		head.writeUInt16LE(title.length, at + 12);
	};
	const local = Buffer.alloc(30);
	local.writeUInt32LE(LOCAL, 0);
	local.writeUInt16LE(20, 4);
	local.writeUInt16LE(DAY, 12);
	sums(local, 14);
	const central = Buffer.alloc(46);
	central.writeUInt32LE(CENTRAL, 0);
	central.writeUInt16LE(20, 4);
	central.writeUInt16LE(20, 6);
	central.writeUInt16LE(DAY, 14);
	sums(central, 16);
	const end = Buffer.alloc(22);
	end.writeUInt32LE(END, 0);
	end.writeUInt16LE(1, 8);
	end.writeUInt16LE(1, 10);
	end.writeUInt32LE(central.length + title.length, 12);
	end.writeUInt32LE(local.length + title.length + content.length, 16);
	return Buffer.concat([local, title, content, central, title, end]);
}

const inflated = async (packed: Uint8Array): Promise<Buffer> => {
	const stream = new Blob([new Uint8Array(packed)])
		.stream()
		.pipeThrough(new DecompressionStream('deflate-raw'));
	return Buffer.from(await new Response(stream).arrayBuffer());
};

/** The first file of a zip. Throws an Error where there is none, or where its sum is wrong. */
export async function unzipped(zip: Buffer): Promise<Buffer> {
	const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
	if (end < 0) throw new Error('it is no zip file');
	const central = zip.readUInt32LE(end + 16);
	if (zip.readUInt32LE(central) !== CENTRAL) throw new Error('it is a broken zip file');
	const method = zip.readUInt16LE(central + 10);
	const sum = zip.readUInt32LE(central + 16);
	const size = zip.readUInt32LE(central + 20);
	const local = zip.readUInt32LE(central + 42);
	const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
	const packed = zip.subarray(start, start + size);
	if (method !== 0 && method !== 8) throw new Error(`it is packed by the unknown method ${method}`);
	const content = method === 8 ? await inflated(packed) : packed;
	if (crc32(content) !== sum) throw new Error('it is damaged: its check sum is wrong');
	return content;
}
