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
 * The content of a page for a {@link ConfirmationPageRenderer}. Its texts are not escaped
 * and may contain anything that a stranger typed: escape all of them. Immutable.
 *
 * @param kind the kind of the page
 * @param account the name of the signed-in user, or {@code null} without one
 * @param login the facts about the login, or {@code null} if the page is about none
 * @param forms the forms to offer
 * @param message the reason of a rejection or refusal, or {@code null}
 * @param again the URL that shows the login again or takes another code, or {@code null}
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
	 * The kinds of pages.
	 */
	public enum Kind {

		/** The first step: a field for the user code. */
		ENTER_CODE(200),

		/** The first step again: this user may review no login with that code. */
		UNKNOWN_CODE(404),

		/** The second step: the facts, and the forms that decide. */
		REVIEW(200),

		/** The last step: this user confirmed, now or before. */
		CONFIRMED(200),

		/**
		 * The last step: this user confirmed, and the CLI has collected a host
		 * credential, which only the host can end.
		 */
		HANDED_OVER(200),

		/** The last step: this user rejected, now or before. */
		REJECTED(200),

		/**
		 * Another user decided first. Shown only to a user who was shown the login
		 * before.
		 */
		ALREADY_DECIDED(409),

		/** The host refused a credential; the login is rejected. */
		REFUSED(403),

		/** The login has ended: the API no longer accepts its token. */
		DISCONNECTED(200),

		/** The login was not decided in time. */
		EXPIRED(410),

		/** This user confirmed, but the CLI did not collect in time. */
		NOT_COLLECTED(410),

		/** The CLI cancelled the login. */
		CANCELLED(410),

		/** Too many codes were wrong, so none is looked up for a while. */
		RATE_LIMITED(429),

		/** The link or form names a login that this user may not review. */
		UNKNOWN_LOGIN(404),

		/** A decision failed, and the login is still pending. */
		STILL_WAITING(503),

		/** The outcome of a decision, or the state of the login, is not known. */
		NOT_CERTAIN(503),

		/** The form was made for another browser or another user, or is too old. */
		STALE_FORM(403),

		/** A user who acts through a CLI token may not decide. */
		COMMAND_LINE(403),

		/** No security filter chain of the host covers the page. */
		NOT_COVERED(403),

		/** The method is not allowed here. */
		WRONG_METHOD(405);

		private final int status;

		Kind(int status) {
			this.status = status;
		}

		/**
		 * Returns the HTTP status of the page.
		 * @return the status
		 */
		public int status() {
			return this.status;
		}

	}

	/**
	 * The actions of forms.
	 */
	public enum Action {

		/** Send the typed user code, in the field {@link Form#field}. */
		ENTER_CODE,

		/** Confirm the login. */
		CONFIRM,

		/** Reject the login, with an optional reason in the field {@link Form#field}. */
		REJECT,

		/** Revoke the login that was confirmed. */
		DISCONNECT,

		/** Sign out, to sign in as another user. */
		SWITCH_ACCOUNT

	}

	/**
	 * A form, to be sent by POST. Each action has a form of its own.
	 *
	 * @param action the URL that it is sent to
	 * @param hidden the hidden fields with their values, all of which must be sent
	 * @param field the name of the text field that the user may fill in, or {@code null}
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
	 * The facts about a login.
	 *
	 * @param userCode the code to compare with the terminal, such as {@code BCDF-GHJK}
	 * @param client the name of the program as claimed, or {@code null}
	 * @param clientVersion the version of the program as claimed, or {@code null}
	 * @param deviceName the name of the device as claimed, or {@code null}
	 * @param address the address of the request as measured, or {@code null} if not known
	 * @param age the time since the request
	 * @param timeLeft the time until the login expires
	 * @param scopes the requested scopes; empty means everything that the user may do
	 */
	public record Facts(String userCode, @Nullable String client, @Nullable String clientVersion,
			@Nullable String deviceName, @Nullable String address, Duration age, Duration timeLeft,
			Set<String> scopes) {

		/**
		 * Copies the scopes and keeps their order.
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
