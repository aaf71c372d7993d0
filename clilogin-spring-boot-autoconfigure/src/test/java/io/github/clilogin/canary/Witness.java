package io.github.clilogin.canary;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.event.EventListener;

import io.github.clilogin.CliCredentialMapper;
import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginEvent;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginTransition;
import io.github.clilogin.CredentialSealer;
import io.github.clilogin.CredentialSealer.Context;
import io.github.clilogin.testsupport.ForwardingRepository;
import io.github.clilogin.web.ConfirmationPage;
import io.github.clilogin.web.ConfirmationPageRenderer;

/**
 * Records every object of clilogin that passes a bean which hosts may replace.
 */
class Witness implements BeanPostProcessor {

	private final List<Object> seen = new CopyOnWriteArrayList<>();

	/** Keeps an object. */
	<T> T saw(T object) {
		this.seen.add(object);
		return object;
	}

	@EventListener
	void on(CliLoginEvent event) {
		saw(event);
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String name) {
		if (bean instanceof CliLoginRepository repository) {
			return new Store(repository);
		}
		if (bean instanceof CliCredentialMapper mapper) {
			return (CliCredentialMapper) (user, login) -> saw(mapper.map(user, login));
		}
		if (bean instanceof CredentialSealer sealer) {
			return new Sealer(sealer);
		}
		return (bean instanceof ConfirmationPageRenderer renderer) ? rendering(renderer) : bean;
	}

	private ConfirmationPageRenderer rendering(ConfirmationPageRenderer renderer) {
		return new ConfirmationPageRenderer() {
			@Override
			public String render(ConfirmationPage page, Locale locale) {
				return renderer.render(saw(page), locale);
			}
		};
	}

	/** All objects of some types, also those that others are made of. */
	Set<Object> everythingOf(String rootPackage) {
		Set<Object> all = Collections.newSetFromMap(new IdentityHashMap<>());
		this.seen.forEach((object) -> add(object, all));
		all.removeIf((object) -> !object.getClass().getName().startsWith(rootPackage));
		return all;
	}

	private static void add(@Nullable Object object, Set<Object> all) {
		if (object == null || !all.add(object)) {
			return;
		}
		if (object instanceof Iterable<?> many) {
			many.forEach((one) -> add(one, all));
		}
		if (object instanceof Map<?, ?> map) {
			map.values().forEach((one) -> add(one, all));
		}
		if (object instanceof Optional<?> maybe) {
			maybe.ifPresent((one) -> add(one, all));
		}
		if (object instanceof Record || object instanceof CliLogin) {
			Stream.of(object.getClass().getDeclaredFields())
				.filter((field) -> !Modifier.isStatic(field.getModifiers()))
				.forEach((field) -> add(read(object, field), all));
		}
	}

	private static @Nullable Object read(Object object, Field field) {
		try {
			field.setAccessible(true);
			return field.get(object);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Records the contexts of sealed credentials. */
	private final class Sealer implements CredentialSealer {

		private final CredentialSealer target;

		Sealer(CredentialSealer target) {
			this.target = target;
		}

		@Override
		public byte[] publicKey(byte[] seed) {
			return this.target.publicKey(seed);
		}

		@Override
		public String seal(byte[] publicKey, String credential, Context context) {
			return this.target.seal(publicKey, credential, saw(context));
		}

		@Override
		public String open(byte[] seed, String box, Context context) {
			return this.target.open(seed, box, context);
		}

	}

	/** Records stored logins and their transitions. */
	private final class Store extends ForwardingRepository {

		Store(CliLoginRepository target) {
			super(target);
		}

		@Override
		public Optional<CliLogin> findById(String id) {
			Optional<CliLogin> found = super.findById(id);
			found.ifPresent((login) -> saw(login.row()));
			return saw(found);
		}

		@Override
		public boolean apply(String id, CliLoginTransition transition) {
			saw(transition.step()).anyOf().forEach((guards) -> guards.forEach(Witness.this::saw));
			return super.apply(id, saw(transition));
		}

	}

}
