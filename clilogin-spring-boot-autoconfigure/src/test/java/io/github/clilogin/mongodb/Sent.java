package io.github.clilogin.mongodb;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import org.bson.BsonDocument;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Records the commands of a client.
 */
final class Sent implements CommandListener {

	private final BlockingQueue<BsonDocument> commands = new LinkedBlockingQueue<>();

	private final Semaphore looks = new Semaphore(0);

	@Override
	public void commandStarted(CommandStartedEvent event) {
		BsonDocument command = event.getCommand().clone();
		this.commands.add(command);
		if (isLook(command)) {
			this.looks.release();
		}
	}

	/**
	 * Returns whether a command is a read of the decision watch, which runs while polls
	 * arrive.
	 */
	static boolean isLook(BsonDocument command) {
		return command.containsKey("find") && command.getDocument("filter").containsKey("wakeAt");
	}

	void awaitLook() throws InterruptedException {
		assertThat(this.looks.tryAcquire(10, TimeUnit.SECONDS)).as("a read of the decision watch").isTrue();
	}

	/** Returns the commands since the last call. */
	List<BsonDocument> take() {
		List<BsonDocument> taken = new ArrayList<>();
		this.commands.drainTo(taken);
		return taken;
	}

	List<String> names() {
		return take().stream().map(BsonDocument::getFirstKey).toList();
	}

}
