-- Tables of the JDBC store for SQL Server.
-- The columns are NVARCHAR, because the driver sends texts as Unicode and would not use an index on VARCHAR.
-- SQL Server ignores trailing blanks, so users whose ids differ only in them are one owner.
SET QUOTED_IDENTIFIER ON;

CREATE TABLE clilogin_logins (
	id NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
	status NVARCHAR(16) COLLATE Latin1_General_100_BIN2 NOT NULL,
	user_code NVARCHAR(8) COLLATE Latin1_General_100_BIN2 NOT NULL,
	flow NVARCHAR(16) COLLATE Latin1_General_100_BIN2 NOT NULL,
	tenant NVARCHAR(255),
	client_id NVARCHAR(255),
	client_version NVARCHAR(255),
	device_name NVARCHAR(255),
	asked_scopes NVARCHAR(MAX),
	asked_choices NVARCHAR(MAX),
	return_methods NVARCHAR(MAX),
	return_port INT,
	address NVARCHAR(255),
	address_uncertain INT,
	user_agent NVARCHAR(255),
	created_at BIGINT NOT NULL,
	expires_at BIGINT NOT NULL,
	opened_at BIGINT,
	purge_at BIGINT NOT NULL,
	seal_key NVARCHAR(255),
	owner NVARCHAR(255) COLLATE Latin1_General_100_BIN2,
	owner_name NVARCHAR(255),
	owner_principal_name NVARCHAR(1000),
	owner_account_name NVARCHAR(1000),
	owner_actor NVARCHAR(255),
	owner_authorities NVARCHAR(MAX),
	owner_reloadable INT,
	owner_generation NVARCHAR(64),
	choices NVARCHAR(MAX),
	decided_by NVARCHAR(255) COLLATE Latin1_General_100_BIN2,
	decided_at BIGINT,
	message NVARCHAR(255),
	collect_by BIGINT,
	wake_at BIGINT,
	kind NVARCHAR(16) COLLATE Latin1_General_100_BIN2,
	salt NVARCHAR(255),
	sealed NVARCHAR(MAX),
	credential_type NVARCHAR(255),
	scopes NVARCHAR(MAX),
	credential_expires_at BIGINT,
	return_hash NVARCHAR(64) COLLATE Latin1_General_100_BIN2,
	return_misses INT,
	return_missed NVARCHAR(64) COLLATE Latin1_General_100_BIN2,
	proof NVARCHAR(16) COLLATE Latin1_General_100_BIN2,
	collected_at BIGINT,
	redeliver_until BIGINT,
	token_hash NVARCHAR(64) COLLATE Latin1_General_100_BIN2,
	token_expires_at BIGINT,
	redelivered INT,
	last_used_at BIGINT,
	revoked_by NVARCHAR(255),
	revoked_at BIGINT,
	CONSTRAINT clilogin_logins_pk PRIMARY KEY (id)
);

CREATE UNIQUE INDEX clilogin_logins_user_code ON clilogin_logins (user_code);
-- An index with a condition needs QUOTED_IDENTIFIER, which sqlcmd turns off.
CREATE UNIQUE INDEX clilogin_logins_token_hash ON clilogin_logins (token_hash)
	WHERE token_hash IS NOT NULL;

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
	owner NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
	generation NVARCHAR(64) NOT NULL,
	CONSTRAINT clilogin_owners_pk PRIMARY KEY (owner)
);
