package io.github.clilogin.web.poll;

import java.time.Instant;

import io.github.clilogin.CollectResult;
import io.github.clilogin.web.poll.PollThrottle.Pace;
import io.github.clilogin.web.wire.WireDialect;
import io.github.clilogin.web.wire.WireResponse;

/**
 * The responses of an endpoint to polls.
 */
interface PollResponses {

	/** Answers a poll of a login that is not decided. */
	WireResponse pending(Instant expiresAt, Pace pace, WireDialect dialect);

	/** Answers a poll of a login that is decided, expired or unknown. */
	WireResponse settled(CollectResult result, WireDialect dialect);

	/** Answers a poll of unknown outcome. */
	WireResponse failure(RuntimeException failure, WireDialect dialect);

}
