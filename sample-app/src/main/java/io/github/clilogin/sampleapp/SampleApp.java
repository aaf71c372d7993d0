package io.github.clilogin.sampleapp;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts the sample application.
 */
@SpringBootApplication
public class SampleApp {

	/**
	 * Starts the application.
	 * @param args the arguments for Spring Boot
	 */
	public static void main(String[] args) {
		SpringApplication.run(SampleApp.class, args);
	}

}
