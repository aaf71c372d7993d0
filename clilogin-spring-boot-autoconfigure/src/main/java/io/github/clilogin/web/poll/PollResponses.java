package io.github.clilogin.web.poll;

import java.time.Instant;

import io.github.clilogin.CollectResult;
import io.github.clilogin.web.poll.PollThrottle.Pace;
import io.github.clilogin.web.wire.WireDialect;
import io.github.clilogin.web.wire.WireResponse;

/** Creates the responses of an endpoint to polls. */
interface PollResponses {

	WireResponse pending(Instant expiresAt, Pace pace, WireDialect dialect);

	/** Answers a poll of a confirmed login without its return code. */
	WireResponse unreturned(CollectResult.ReturnCodeRequired required, Pace pace, WireDialect dialect);

	/** Answers a poll of a login that is decided, expired or unknown. */
	WireResponse settled(CollectResult result, WireDialect dialect);

	/** Answers a poll whose outcome is unknown. */
	WireResponse failure(RuntimeException failure, WireDialect dialect);

}
