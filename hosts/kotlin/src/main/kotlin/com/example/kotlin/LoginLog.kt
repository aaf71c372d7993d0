package com.example.kotlin

import java.util.concurrent.CopyOnWriteArrayList

import io.github.clilogin.CliLoginEvent
import org.springframework.context.event.EventListener
import org.springframework.stereotype.Component

@Component
class LoginLog {

	val lines = CopyOnWriteArrayList<String>()

	@EventListener
	fun on(event: CliLoginEvent) {
		lines += describe(event)
	}

	// Has no else branch: a new kind of event must not compile without a look at it
	private fun describe(event: CliLoginEvent): String = when (event) {
		is CliLoginEvent.Started -> "started by ${event.login.request().clientId() ?: "an unknown CLI"}"
		is CliLoginEvent.Opened -> "opened by ${event.userId}"
		is CliLoginEvent.Evicted -> "evicted ${event.id}"
		is CliLoginEvent.Decided -> "${event.login.status()} by ${event.login.owner()?.name()}"
		is CliLoginEvent.Collected -> "collected for ${event.login.owner()?.name()}"
		is CliLoginEvent.Redelivered -> "collected again for ${event.login.owner()?.name()}"
		is CliLoginEvent.Cancelled -> "cancelled ${event.id}"
		is CliLoginEvent.Revoked -> "revoked by ${event.by}"
		is CliLoginEvent.RevokedAll -> "revoked ${event.count} of ${event.ownerId}, kept ${event.keptId ?: "none"}"
		is CliLoginEvent.Deleted -> "deleted ${event.id}"
		is CliLoginEvent.WrongReturnCode -> "wrong return code ${event.misses} of ${event.login.owner()?.name()}"
		is CliLoginEvent.Replayed -> "replayed for ${event.login.owner()?.name()}"
		is CliLoginEvent.Contested -> "contested by ${event.by}"
		is CliLoginEvent.Throttled -> "throttled ${event.limit}, first ${event.userId ?: "without a user"}"
	}

}
