package io.github.clilogin.autoconfigure.store;

import java.util.stream.Stream;

import com.mongodb.ConnectionString;

import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.boot.mongodb.autoconfigure.PropertiesMongoConnectionDetails;

/** Finds connection details of a container or of the application, not the properties. */
record MongoDetails(CandidateBeans beans) {

	Stream<ConnectionString> own() {
		return this.beans.all(MongoConnectionDetails.class)
			.filter((details) -> !(details instanceof PropertiesMongoConnectionDetails))
			.map(MongoConnectionDetails::getConnectionString);
	}

}
