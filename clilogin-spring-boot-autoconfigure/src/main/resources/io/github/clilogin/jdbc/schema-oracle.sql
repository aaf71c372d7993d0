-- Tables of the JDBC store for Oracle Database.
-- Oracle leaves rows without a value out of an index by itself.
CREATE TABLE clilogin_logins (
	id VARCHAR2(64 CHAR) NOT NULL,
	status VARCHAR2(16 CHAR) NOT NULL,
	user_code VARCHAR2(8 CHAR) NOT NULL,
	flow VARCHAR2(16 CHAR) NOT NULL,
	tenant VARCHAR2(255 CHAR),
	client_id VARCHAR2(255 CHAR),
	client_version VARCHAR2(255 CHAR),
	device_name VARCHAR2(255 CHAR),
	asked_scopes CLOB,
	asked_choices CLOB,
	return_methods CLOB,
	return_port NUMBER(10),
	address VARCHAR2(255 CHAR),
	address_uncertain NUMBER(10),
	user_agent VARCHAR2(255 CHAR),
	created_at NUMBER(19) NOT NULL,
	expires_at NUMBER(19) NOT NULL,
	opened_at NUMBER(19),
	purge_at NUMBER(19) NOT NULL,
	seal_key VARCHAR2(255 CHAR),
	owner VARCHAR2(255 CHAR),
	owner_name VARCHAR2(255 CHAR),
	owner_principal_name VARCHAR2(1000 CHAR),
	owner_account_name VARCHAR2(1000 CHAR),
	owner_actor VARCHAR2(255 CHAR),
	owner_authorities CLOB,
	owner_reloadable NUMBER(10),
	owner_generation VARCHAR2(64 CHAR),
	choices CLOB,
	decided_by VARCHAR2(255 CHAR),
	decided_at NUMBER(19),
	message VARCHAR2(255 CHAR),
	collect_by NUMBER(19),
	wake_at NUMBER(19),
	kind VARCHAR2(16 CHAR),
	salt VARCHAR2(255 CHAR),
	sealed CLOB,
	credential_type VARCHAR2(255 CHAR),
	scopes CLOB,
	credential_expires_at NUMBER(19),
	return_hash VARCHAR2(64 CHAR),
	return_misses NUMBER(10),
	return_missed VARCHAR2(64 CHAR),
	proof VARCHAR2(16 CHAR),
	collected_at NUMBER(19),
	redeliver_until NUMBER(19),
	token_hash VARCHAR2(64 CHAR),
	token_expires_at NUMBER(19),
	redelivered NUMBER(10),
	last_used_at NUMBER(19),
	revoked_by VARCHAR2(255 CHAR),
	revoked_at NUMBER(19),
	CONSTRAINT clilogin_logins_pk PRIMARY KEY (id)
);

CREATE UNIQUE INDEX clilogin_logins_user_code ON clilogin_logins (user_code);
CREATE UNIQUE INDEX clilogin_logins_token_hash ON clilogin_logins (token_hash);

-- On the owner alone: in an index that also contains the status, a login that is collected moves,
-- and a scan that revokes all logins of a user may miss it.
CREATE INDEX clilogin_logins_owner ON clilogin_logins (owner);
CREATE INDEX clilogin_logins_wake_at ON clilogin_logins (wake_at);
CREATE INDEX clilogin_logins_redeliver_until ON clilogin_logins (redeliver_until);
CREATE INDEX clilogin_logins_collect_by ON clilogin_logins (collect_by);
CREATE INDEX clilogin_logins_purge_at ON clilogin_logins (purge_at);
CREATE INDEX clilogin_logins_expires_at ON clilogin_logins (expires_at);

-- The current generation of the logins of each user who revoked all logins.
CREATE TABLE clilogin_owners (
	owner VARCHAR2(255 CHAR) NOT NULL,
	generation VARCHAR2(64 CHAR) NOT NULL,
	CONSTRAINT clilogin_owners_pk PRIMARY KEY (owner)
);
