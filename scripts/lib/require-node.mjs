// Imported first by every script: on an old Node the others would end in a stack trace.
const oldest = [20, 20];
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
	console.error(
		`This project needs Node ${oldest.join('.')} or newer (24 is best); this is Node ${process.versions.node}.`,
	);
	process.exit(1);
}
