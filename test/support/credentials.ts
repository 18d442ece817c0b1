import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	ICredentialsHelper,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
} from 'n8n-workflow';

type Stored = Record<string, { type: string; data: ICredentialDataDecryptedObject }>;

/**
 * n8n's own rules for credentials (see `credentials-helper.js` in the n8n package), on credentials kept in memory.
 * `logins` counts the runs of `preAuthentication` and the renewals of OAuth2 tokens.
 */
export class CredentialStore {
	logins = 0;

	private stored: Stored = {};

	constructor(private types: ICredentialType[]) {}

	set(id: string, type: string, data: ICredentialDataDecryptedObject): this {
		this.stored[id] = { type, data };
		return this;
	}

	read(id: string): ICredentialDataDecryptedObject {
		return this.stored[id].data;
	}

	/** What a node's `credentials` holds for one of these. */
	reference(id: string): Record<string, INodeCredentialsDetails> {
		return { [this.stored[id].type]: { id, name: id } };
	}

	/** The helper that n8n's contexts ask; only the members that they call. */
	helper(): ICredentialsHelper {
		const typeOf = (name: string) => {
			const found = this.types.find((type) => type.name === name);
			if (!found) throw new Error(`No credential type ${name}`);
			return found;
		};
		const known = {
			getParentTypes: (name: string) => typeOf(name).extends ?? [],
			isCredentialUsableByNode: () => true,
			getCredentialsProperties: (name: string) => typeOf(name).properties,
			getDecrypted: async (_data: unknown, { id }: INodeCredentialsDetails) => ({
				...this.stored[id ?? ''].data,
			}),
			authenticate: async (
				credentials: ICredentialDataDecryptedObject,
				name: string,
				options: IHttpRequestOptions,
			) => {
				const { authenticate } = typeOf(name);
				return typeof authenticate === 'function'
					? await authenticate(credentials, options)
					: options;
			},
			preAuthentication: async (
				helpers: IHttpRequestHelper,
				credentials: ICredentialDataDecryptedObject,
				name: string,
				node: INode,
				expired: boolean,
			) => {
				const type = typeOf(name);
				const field = type.properties.find(
					(property) => property.type === 'hidden' && property.typeOptions?.expirable,
				)?.name;
				if (!field || !type.preAuthentication || (credentials[field] !== '' && !expired)) return;
				this.logins++;
				const output = await type.preAuthentication.call(helpers, credentials);
				if (output[field] === undefined) return;
				const id = node.credentials?.[name]?.id;
				if (id) Object.assign(this.stored[id].data, output);
				return Object.assign(credentials, output);
			},
			runPreAuthentication: async () => undefined,
			/** n8n renewed an OAuth2 token. */
			updateCredentialsOauthTokenData: async (
				{ id }: INodeCredentialsDetails,
				_type: string,
				{ oauthTokenData }: ICredentialDataDecryptedObject,
			) => {
				this.logins++;
				Object.assign(this.stored[id ?? ''].data, { oauthTokenData });
			},
		};
		return known as unknown as ICredentialsHelper;
	}
}
