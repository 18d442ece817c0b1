/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/** A zip with one file, compressed. */
export function zipOf(name: string, content: Buffer): Buffer {
	const file = Buffer.from(name);
	const packed = deflateRawSync(content);
	const DEFLATED = 8;
	const head = (signature: number, extra: number[]) => {
		const buffer = Buffer.alloc(extra.reduce((sum, size) => sum + size, 4));
		buffer.writeUInt32LE(signature, 0);
		return buffer;
	};
	const crc = crc32(content);
	const local = head(0x04034b50, [26]);
	local.writeUInt16LE(20, 4);
	local.writeUInt16LE(DEFLATED, 8);
	local.writeUInt32LE(crc, 14);
	local.writeUInt32LE(packed.length, 18);
	local.writeUInt32LE(content.length, 22);
	local.writeUInt16LE(file.length, 26);
	const central = head(0x02014b50, [42]);
	central.writeUInt16LE(20, 4);
	central.writeUInt16LE(20, 6);
	central.writeUInt16LE(DEFLATED, 10);
	central.writeUInt32LE(crc, 16);
	central.writeUInt32LE(packed.length, 20);
	central.writeUInt32LE(content.length, 24);
	central.writeUInt16LE(file.length, 28);
	const end = head(0x06054b50, [18]);
	end.writeUInt16LE(1, 8);
	end.writeUInt16LE(1, 10);
	end.writeUInt32LE(central.length + file.length, 12);
	end.writeUInt32LE(local.length + file.length + packed.length, 16);
	return Buffer.concat([local, file, packed, central, file, end]);
}

export interface ZipEntry {
	name: string;
	content: Buffer;
}

/** Reads a zip by its central directory and checks every sum; undefined when it is not one. */
export function unzip(zip: Buffer): ZipEntry[] | undefined {
	const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
	if (end < 0) return undefined;
	const entries: ZipEntry[] = [];
	let at = zip.readUInt32LE(end + 16);
	for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
		if (zip.readUInt32LE(at) !== 0x02014b50) return undefined;
		const method = zip.readUInt16LE(at + 10);
		const crc = zip.readUInt32LE(at + 16);
		const size = zip.readUInt32LE(at + 20);
		const names = zip.readUInt16LE(at + 28);
		const skip = zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
		const local = zip.readUInt32LE(at + 42);
		const name = zip.toString('utf8', at + 46, at + 46 + names);
		if (zip.readUInt32LE(local) !== 0x04034b50) return undefined;
		const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
		const packed = zip.subarray(start, start + size);
		const content = method === 8 ? inflateRawSync(packed) : packed;
		if (crc32(content) !== crc) return undefined;
		entries.push({ name, content });
		at += 46 + names + skip;
	}
	return entries;
}
