-- Tables of the JDBC store for H2. VARCHAR_CASESENSITIVE, because a URL may contain IGNORECASE=TRUE.
CREATE TABLE IF NOT EXISTS clilogin_logins (
	id VARCHAR_CASESENSITIVE(64) NOT NULL,
	status VARCHAR(16) NOT NULL,
	user_code VARCHAR_CASESENSITIVE(8) NOT NULL,
	flow VARCHAR(16) NOT NULL,
	tenant VARCHAR(255),
	client_id VARCHAR(255),
	client_version VARCHAR(255),
	device_name VARCHAR(255),
	asked_scopes VARCHAR(1000000),
	asked_choices VARCHAR(1000000),
	return_methods VARCHAR(1000000),
	return_port INTEGER,
	address VARCHAR(255),
	address_uncertain INTEGER,
	user_agent VARCHAR(255),
	created_at BIGINT NOT NULL,
	expires_at BIGINT NOT NULL,
	opened_at BIGINT,
	purge_at BIGINT NOT NULL,
	seal_key VARCHAR(255),
	owner VARCHAR_CASESENSITIVE(255),
	owner_name VARCHAR(255),
	owner_principal_name VARCHAR(1000),
	owner_account_name VARCHAR(1000),
	owner_actor VARCHAR(255),
	owner_authorities VARCHAR(1000000),
	owner_reloadable INTEGER,
	owner_generation VARCHAR(64),
	choices VARCHAR(1000000),
	decided_by VARCHAR_CASESENSITIVE(255),
	decided_at BIGINT,
	message VARCHAR(255),
	collect_by BIGINT,
	wake_at BIGINT,
	kind VARCHAR(16),
	salt VARCHAR(255),
	sealed VARCHAR(1000000),
	credential_type VARCHAR(255),
	scopes VARCHAR(1000000),
	credential_expires_at BIGINT,
	return_hash VARCHAR_CASESENSITIVE(64),
	return_misses INTEGER,
	return_missed VARCHAR_CASESENSITIVE(64),
	proof VARCHAR(16),
	collected_at BIGINT,
	redeliver_until BIGINT,
	token_hash VARCHAR_CASESENSITIVE(64),
	token_expires_at BIGINT,
	redelivered INTEGER,
	last_used_at BIGINT,
	revoked_by VARCHAR(255),
	revoked_at BIGINT,
	CONSTRAINT clilogin_logins_pk PRIMARY KEY (id)
);

CREATE UNIQUE INDEX IF NOT EXISTS clilogin_logins_user_code ON clilogin_logins (user_code);
CREATE UNIQUE INDEX IF NOT EXISTS clilogin_logins_token_hash ON clilogin_logins (token_hash);

-- On the owner alone: in an index that also contains the status, a login that is collected moves,
-- and a scan that revokes all logins of a user may miss it.
CREATE INDEX IF NOT EXISTS clilogin_logins_owner ON clilogin_logins (owner);
CREATE INDEX IF NOT EXISTS clilogin_logins_wake_at ON clilogin_logins (wake_at);
CREATE INDEX IF NOT EXISTS clilogin_logins_redeliver_until ON clilogin_logins (redeliver_until);
CREATE INDEX IF NOT EXISTS clilogin_logins_collect_by ON clilogin_logins (collect_by);
CREATE INDEX IF NOT EXISTS clilogin_logins_purge_at ON clilogin_logins (purge_at);
CREATE INDEX IF NOT EXISTS clilogin_logins_expires_at ON clilogin_logins (expires_at);

-- The current generation of the logins of each user who revoked all logins.
CREATE TABLE IF NOT EXISTS clilogin_owners (
	owner VARCHAR_CASESENSITIVE(255) NOT NULL,
	generation VARCHAR(64) NOT NULL,
	CONSTRAINT clilogin_owners_pk PRIMARY KEY (owner)
);
