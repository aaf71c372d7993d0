package com.example.mongodb;

import java.util.List;

import org.springframework.data.mongodb.repository.MongoRepository;

interface Notes extends MongoRepository<Note, String> {

	List<Note> findByOwner(String owner);

}
