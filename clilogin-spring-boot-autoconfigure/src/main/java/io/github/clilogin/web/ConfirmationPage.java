package io.github.clilogin.web;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a person is to see: everything that a {@link ConfirmationPageRenderer} needs.
 * Texts in it are plain and may hold anything that a stranger typed: escape them all.
 * Immutable.
 *
 * @param kind which page it is
 * @param account the name of the signed-in user, or {@code null} if nobody is
 * @param login the login it is about, or {@code null} if it is about none
 * @param forms the forms to offer
 * @param message why the login was rejected or refused, if somebody said so
 * @param again where the person can look again, or enter another code
 */
public record ConfirmationPage(Kind kind, @Nullable String account, @Nullable Facts login, Map<Action, Form> forms,
		@Nullable String message, @Nullable String again) {

	/**
	 * Copies the forms.
	 */
	public ConfirmationPage {
		Map<Action, Form> copy = new EnumMap<>(Action.class);
		copy.putAll(forms);
		forms = Collections.unmodifiableMap(copy);
	}

	/**
	 * Which page it is.
	 */
	public enum Kind {

		/** The first step: a field for the user code. */
		ENTER_CODE(200),

		/** The first step again, because no login of this person has that code. */
		UNKNOWN_CODE(404),

		/** The second step: what is asked, and the forms that decide it. */
		REVIEW(200),

		/** The last step: this person confirmed, now or before. */
		CONFIRMED(200),

		/**
		 * The last step: this person confirmed, and the command line has collected a
		 * credential of the application's, which only the application can end.
		 */
		HANDED_OVER(200),

		/** The last step: this person rejected, now or before. */
		REJECTED(200),

		/**
		 * Somebody else decided first. Shown only to a person who had been shown the
		 * login before that.
		 */
		ALREADY_DECIDED(409),

		/** The host refused to hand a credential over; the login is rejected. */
		REFUSED(403),

		/** The login has ended: its token opens nothing any more. */
		DISCONNECTED(200),

		/** Nobody decided in time. */
		EXPIRED(410),

		/** This person confirmed, but the command line did not collect in time. */
		NOT_COLLECTED(410),

		/** The command line gave up. */
		CANCELLED(410),

		/** Too many codes were wrong, so none is looked at for a while. */
		RATE_LIMITED(429),

		/** The link, or the form, names no login that this person may see. */
		UNKNOWN_LOGIN(404),

		/** A decision failed, and the login still waits for one. */
		STILL_WAITING(503),

		/** It is not known what became of a decision, or of the login. */
		NOT_CERTAIN(503),

		/** The form was made for another browser or another user, or is too old. */
		STALE_FORM(403),

		/** Whoever acts through a token of a command line may not decide. */
		COMMAND_LINE(403),

		/** No security filter chain of the host covers the page. */
		NOT_COVERED(403),

		/** A verb that has no meaning here. */
		WRONG_METHOD(405);

		private final int status;

		Kind(int status) {
			this.status = status;
		}

		int status() {
			return this.status;
		}

	}

	/**
	 * What a person can do by a form.
	 */
	public enum Action {

		/**
		 * Send the user code that was typed, as the field {@link Form#field}.
		 */
		ENTER_CODE,

		/** Confirm the login. */
		CONFIRM,

		/**
		 * Reject the login, with an optional reason as the field {@link Form#field}.
		 */
		REJECT,

		/** End the login that was confirmed. */
		DISCONNECT,

		/** Sign out, to come back as somebody else. */
		SWITCH_ACCOUNT

	}

	/**
	 * A form, to be sent by POST. Actions are never joined in one form.
	 *
	 * @param action the URL it is sent to
	 * @param hidden hidden fields with their values, all of which must be sent
	 * @param field the name of the text field that the person may fill in, or
	 * {@code null}
	 */
	public record Form(String action, Map<String, String> hidden, @Nullable String field) {

		/**
		 * Copies the fields.
		 */
		public Form {
			hidden = Collections.unmodifiableMap(new LinkedHashMap<>(hidden));
		}

		@Override
		public String toString() {
			return "Form[action=" + this.action + ", hidden=" + this.hidden.keySet() + "]";
		}

	}

	/**
	 * What is known of a login.
	 *
	 * @param userCode the code to compare with the terminal's, such as {@code BCDF-GHJK}
	 * @param client the program's name as claimed
	 * @param clientVersion the program's version as claimed
	 * @param deviceName the device's name as claimed
	 * @param address the address that asked, as measured, or {@code null} if not known
	 * @param age how long ago it was asked
	 * @param timeLeft how long it may still be decided
	 * @param scopes what is asked for; empty means all that the user may do
	 */
	public record Facts(String userCode, @Nullable String client, @Nullable String clientVersion,
			@Nullable String deviceName, @Nullable String address, Duration age, Duration timeLeft,
			Set<String> scopes) {

		/**
		 * Copies the scopes, keeping their order.
		 */
		public Facts {
			scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
		}

		@Override
		public String toString() {
			return "Facts[client=" + this.client + ", age=" + this.age + "]";
		}

	}

}
