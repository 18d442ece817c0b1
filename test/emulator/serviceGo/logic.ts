import { invalid } from './envelope';
import type { ServiceGoSwitches } from './switches';

export type Test = (results: (position: number) => boolean) => boolean;

const both =
	(left: Test, right: Test): Test =>
	(of) =>
		left(of) && right(of);
const either =
	(left: Test, right: Test): Test =>
	(of) =>
		left(of) || right(of);

/** Compiles "1 or 2 and 3": 1-based positions of conditions, lower-case words. */
export function compileLogic(logic: string, conditions: number, switches: ServiceGoSwitches): Test {
	const broken = () => invalid(`customJudgeLogic 格式错误: ${logic}`);
	const tokens = logic.match(/\d+|and|or|[()]|\S+/g) ?? [];
	let at = 0;

	function operand(): Test {
		const token = tokens[at++];
		if (token === '(' && switches.logicBrackets === 'accepted') {
			const inner = expression();
			if (tokens[at++] !== ')') throw broken();
			return inner;
		}
		if (token === undefined || !/^\d+$/.test(token)) throw broken();
		const position = Number(token);
		if (position < 1 || position > conditions)
			throw invalid(`customJudgeLogic 中的条件不存在: ${token}`);
		return (of) => of(position);
	}

	function chain(words: string[], next: () => Test): Test {
		let left = next();
		while (words.includes(tokens[at] ?? '')) {
			const join = tokens[at++] === 'and' ? both : either;
			left = join(left, next());
		}
		return left;
	}

	function expression(): Test {
		if (switches.logicPrecedence === 'leftToRight') return chain(['and', 'or'], operand);
		return chain(['or'], () => chain(['and'], operand));
	}

	const test = expression();
	if (at < tokens.length) throw broken();
	return test;
}
