insert into customer (name) values ('Globex'), ('Initech');
