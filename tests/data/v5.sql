-- A database of schema 5.0, frozen, with rows in every table and entries of all three formats.
PRAGMA foreign_keys = OFF;
BEGIN TRANSACTION;
CREATE TABLE agent (
    id INTEGER NOT NULL PRIMARY KEY,
    case_party_id INTEGER NOT NULL REFERENCES case_party (id),
    name TEXT NOT NULL,
    firm TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    powers TEXT NOT NULL DEFAULT 'general' CHECK (powers IN ('general', 'special')),
    special_powers TEXT NOT NULL DEFAULT '[]');
INSERT INTO "agent" VALUES(1,1,'赵律','汾宁律师事务所','','special','["settle"]');
CREATE TABLE attachment (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    case_id INTEGER NOT NULL REFERENCES case_file (id),
    stored_id INTEGER NOT NULL REFERENCES stored_file (id),
    name TEXT NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL,
    pages INTEGER,
    turned INTEGER NOT NULL DEFAULT 0 CHECK (turned IN (0, 90, 180, 270)),
    subject TEXT NOT NULL DEFAULT 'case'
        CHECK (subject IN ('case', 'document', 'event', 'evidence')),
    subject_id INTEGER,
    made_from TEXT NOT NULL DEFAULT '[]',
    visibility TEXT NOT NULL DEFAULT 'main',
    added_at TEXT NOT NULL,
    added_by TEXT NOT NULL DEFAULT '',
    withdrawn TEXT NOT NULL DEFAULT '');
INSERT INTO "attachment" VALUES(1,'00000000-0000-0000-0000-000000000005',1,1,'扫描件.pdf','','pdf',NULL,0,'case',NULL,'[]','main','2026-11-26T01:00:00.000000Z','张三','');
CREATE TABLE audit (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    case_id INTEGER,
    payload TEXT NOT NULL,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE, format INTEGER NOT NULL DEFAULT 1, person TEXT NOT NULL DEFAULT '', role TEXT NOT NULL DEFAULT '', command_id TEXT);
INSERT INTO "audit" VALUES(1,'2024-03-04T01:00:00.000000Z','张三','prototype',1,'{"text":"收件"}','0000000000000000000000000000000000000000000000000000000000000000','58dc93d5d505bb5edd7e208aefad42237a1c6ce884a7b77951888ef039719c79',1,'','',NULL);
INSERT INTO "audit" VALUES(2,'2024-03-08T01:00:00.000000Z','张三','prototype',1,'{"text":"立案"}','58dc93d5d505bb5edd7e208aefad42237a1c6ce884a7b77951888ef039719c79','0bfd54f38de104c0ae2f24f94c83450269936da56f6e9f9d8135c377ee6a1ef2',1,'','',NULL);
INSERT INTO "audit" VALUES(3,'2024-06-14T03:00:00.000000Z','李四','prototype',4,'{"text":"调解立案"}','0bfd54f38de104c0ae2f24f94c83450269936da56f6e9f9d8135c377ee6a1ef2','62ff1467e5d26ec5ab1b93ad0fbffb1c686fc7a9ca72368b5d88bda958332bb5',1,'','',NULL);
INSERT INTO "audit" VALUES(4,'2024-06-14T03:00:00.000000Z','','migrate',NULL,'{"args":{"from":"0.1","to":"1.0"},"events":{"after":0,"sha256":"d14527ac585fed61db3b0b4bfdc6e60eaf371ceabe613f7d7fc0e8a9fa6b37ef","to":6}}','62ff1467e5d26ec5ab1b93ad0fbffb1c686fc7a9ca72368b5d88bda958332bb5','679d3b12f0f54f1cff556569ebe69b8e773e38de18675be50fb4853b1d78ac1b',1,'','',NULL);
INSERT INTO "audit" VALUES(5,'2025-03-06T02:00:00.000000Z','周宁','deliberate',1,'{"args":{},"events":{"after":6,"sha256":"33096557c8b6cea5567fc84f6f7642b84aa95b9f2922770f29944c7e8d72db42","to":7},"ids":{}}','679d3b12f0f54f1cff556569ebe69b8e773e38de18675be50fb4853b1d78ac1b','fec1a8cf29bae694f908d7c5239c6acc76365fc2a78ed47abab68921bc74b50a',1,'','',NULL);
INSERT INTO "audit" VALUES(6,'2025-03-07T02:00:00.000000Z','周宁','note',1,'{"args":{},"events":{"after":7,"sha256":"3357d50c71e71c7c99a310f2d5187bd671846e9e1b0a3b0f3bd1f308333137bd","to":8},"ids":{}}','fec1a8cf29bae694f908d7c5239c6acc76365fc2a78ed47abab68921bc74b50a','8cd3e2672abdd66f9751a3c17cb2df5890e14eb51521ff8e6e1acdc79209a5ad',1,'','',NULL);
INSERT INTO "audit" VALUES(7,'2025-03-08T02:00:00.000000Z','周宁','void',1,'{"args":{},"events":{"after":8,"sha256":"cf8b4eff93c5d8c6b4b9d0bf3835a9c19b683e2372440c044893630acbb8071d","to":9},"ids":{}}','8cd3e2672abdd66f9751a3c17cb2df5890e14eb51521ff8e6e1acdc79209a5ad','97986eeaa0983132a1acdd91be860460c70915c8a0746b90b2ebabf831aba928',1,'','',NULL);
INSERT INTO "audit" VALUES(8,'2025-03-09T02:00:00.000000Z','周宁','set_settings',NULL,'{"args":{},"ids":{}}','97986eeaa0983132a1acdd91be860460c70915c8a0746b90b2ebabf831aba928','fd95e508a37de85908de0f528baca622206105d7028df13a68d45bc2862b7f80',1,'','',NULL);
INSERT INTO "audit" VALUES(9,'2025-03-09T02:00:00.000000Z','','migrate',NULL,'{"args":{"from":"1.0","to":"2.0"},"identified":{"sha256":"ef786836dbbeb1cb984ab1d77776e77cc0b42afcb7c61f65c4be1a34b6c17e7a","to":9}}','fd95e508a37de85908de0f528baca622206105d7028df13a68d45bc2862b7f80','813290c28803f57a9b2b942398b7c2222cc1611b7dc66b3eadd8807e59c5b86a',2,'','',NULL);
INSERT INTO "audit" VALUES(10,'2025-06-03T02:00:00.000000Z','周宁','record_notification',NULL,'{"args":{"told":{"by_staff":1,"choice":"mediation","manner":"phone","note":"电话里讲明，\n后补签。","person_name":"郝砚秋","person_phone":"0357-5550101","person_role":"代理人","routes":["negotiation","mediation","adjudication","arbitration","litigation"],"signed":true,"told_on":"2025-04-01"}},"ids":{"notification":2}}','813290c28803f57a9b2b942398b7c2222cc1611b7dc66b3eadd8807e59c5b86a','7a62be5173dc91d23c25db640ff9be3803e9e8533277ccc5c3d31dc03dd41497',2,'周宁','',NULL);
INSERT INTO "audit" VALUES(11,'2025-06-03T02:00:00.000000Z','周宁','record_notification',NULL,'{"args":{"told":{"by_staff":2,"choice":"","manner":"face","note":"","person_name":"刘满囤","person_phone":"","person_role":"请求人","routes":["negotiation","mediation","adjudication","arbitration","litigation"],"signed":false,"told_on":"2025-05-06"}},"ids":{"notification":3}}','7a62be5173dc91d23c25db640ff9be3803e9e8533277ccc5c3d31dc03dd41497','63258037a39087424562c2546213bd1d724aca759501cbd4b1e12c60e1701ef3',2,'周宁','',NULL);
INSERT INTO "audit" VALUES(12,'2025-06-03T02:00:00.000000Z','周宁','update_notification',NULL,'{"args":{"choice":"adjudication","note":"当面交付","notification_id":3,"signed":true},"ids":{}}','63258037a39087424562c2546213bd1d724aca759501cbd4b1e12c60e1701ef3','54f5e96c0db8f9698c1a1f80d38b2f05a41ac315ee00161c5952941f3c41efbb',2,'周宁','',NULL);
INSERT INTO "audit" VALUES(13,'2025-06-03T02:00:00.000000Z','周宁','link_notification',4,'{"args":{"case_id":4,"notification_id":3},"ids":{}}','54f5e96c0db8f9698c1a1f80d38b2f05a41ac315ee00161c5952941f3c41efbb','e6e597ce09f001755907b1300a6eed92e210739f4370c5df9ae4e8305963ea94',2,'周宁','',NULL);
INSERT INTO "audit" VALUES(14,'2025-06-03T02:00:00.000000Z','周宁','deliberate',1,'{"args":{"case_id":1},"events":{"after":9,"sha256":"a27bf91346d20d8012c8bc5468e7c0517e17e9d0fc32dc639c478241ec38ee07","to":10},"ids":{}}','e6e597ce09f001755907b1300a6eed92e210739f4370c5df9ae4e8305963ea94','6dce1abb6bcfd73dafbbb872357ed006e45d0cb75e7c3d58e6efcbf1d55db25d',2,'周宁','',NULL);
INSERT INTO "audit" VALUES(15,'2025-06-03T02:00:00.000000Z','','migrate',NULL,'{"args":{"from":"2.0","to":"3.0"},"ledger_row":{"rows":3,"sha256":"869b60d1e4eb0bbac8c3fc932dfcefe2b350dbff6f5fea90a75ec8b13f5ad9f8"}}','6dce1abb6bcfd73dafbbb872357ed006e45d0cb75e7c3d58e6efcbf1d55db25d','3ad5bd8b6192368dd06224e7b2601101c823cb7493f326253b4f3fd6b2561290',2,'','',NULL);
INSERT INTO "audit" VALUES(16,'2025-06-03T02:00:00.000000Z','','migrate',NULL,'{"args":{"from":"3.0","to":"4.0"}}','3ad5bd8b6192368dd06224e7b2601101c823cb7493f326253b4f3fd6b2561290','d93935556de8d243564d79d954a42122a77c0b0118dc504a30e020636d57c855',2,'','',NULL);
INSERT INTO "audit" VALUES(17,'2026-02-03T02:00:00.000000Z','张三','set_settings',NULL,'{"args":{"confirmed_by":"王主任","confirmed_on":null,"source":"","values":{"office.phone":"0357-5550001"}},"ids":{},"rows":{"setting":{"office.phone":"31e3599e2666b782073d888fc32c9f0e"}},"rows_from":{"agent":1,"case_file":5,"case_party":6,"document":3,"document_file":2,"evidence":1,"holiday":["2025-10-01/rest","2027-12-31/complete"],"ledger_row":3,"number_sequence":["receipt/2025"],"party":7,"patent":5,"setting":["office.name","office.phone"],"staff":2}}','d93935556de8d243564d79d954a42122a77c0b0118dc504a30e020636d57c855','472c99b9121835ee1416b002fbf61d932a31828fe99cab3e80a5abb4dad37a1d',3,'张三','',NULL);
INSERT INTO "audit" VALUES(18,'2026-02-03T02:00:00.000000Z','','migrate',NULL,'{"args":{"from":"4.0","to":"5.0"}}','472c99b9121835ee1416b002fbf61d932a31828fe99cab3e80a5abb4dad37a1d','274bbbdcec001f6a3ec336caacdb26dbc0cb1dce3377549a1bbe3fe11ff17454',2,'','',NULL);
CREATE TABLE audit_head (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    count INTEGER NOT NULL,
    hash TEXT NOT NULL);
INSERT INTO "audit_head" VALUES(1,18,'274bbbdcec001f6a3ec336caacdb26dbc0cb1dce3377549a1bbe3fe11ff17454');
CREATE TABLE case_deadline (
    id INTEGER NOT NULL PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES case_file (id),
    rule TEXT NOT NULL,
    "key" TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL,
    plan_by TEXT NOT NULL,
    due TEXT NOT NULL,
    status TEXT NOT NULL,
    provisional INTEGER NOT NULL DEFAULT 0,
    UNIQUE (case_id, rule, "key"));
INSERT INTO "case_deadline" VALUES(1,1,'answer','','答辩期限','2025-03-17','2025-03-18','running',0);
INSERT INTO "case_deadline" VALUES(2,5,'docketing','','立案或者不予立案','2024-07-08','2024-07-08','overdue',0);
INSERT INTO "case_deadline" VALUES(3,5,'docket_notice','P1','立案或者不予立案的通知','2024-07-08','2024-07-08','overdue',0);
CREATE TABLE "case_file" (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL CHECK (length(uid) = 36),
    kind TEXT NOT NULL CHECK (kind IN ('adjudication', 'mediation', 'advisory')),
    mediation_kind TEXT,
    receipt_no TEXT NOT NULL UNIQUE,
    case_no TEXT UNIQUE,
    refusal_no TEXT UNIQUE,
    channel TEXT NOT NULL DEFAULT '',
    patent_id INTEGER REFERENCES patent (id),
    handler_id INTEGER REFERENCES staff (id),
    place_of_act TEXT NOT NULL DEFAULT '',
    product TEXT NOT NULL DEFAULT '',
    facts_and_reasons TEXT NOT NULL DEFAULT '',
    requests TEXT NOT NULL DEFAULT '[]',
    acts TEXT NOT NULL DEFAULT '[]',
    claims TEXT NOT NULL DEFAULT '[]',
    asserted_claims TEXT NOT NULL DEFAULT '[]',
    papers TEXT NOT NULL DEFAULT '[]',
    ecommerce_platform TEXT,
    exhibition TEXT,
    already_sued INTEGER NOT NULL DEFAULT 0,
    other_route_agreed INTEGER NOT NULL DEFAULT 0,
    stage TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT '',
    track TEXT,
    origin_case_id INTEGER REFERENCES case_file (id),
    created_at TEXT NOT NULL, receipt_on TEXT NOT NULL DEFAULT '');
INSERT INTO "case_file" VALUES(1,'2dd6f83b-ca93-5852-a878-78d2027ddcd5','adjudication',NULL,'旧收〔2024〕1号','知裁〔2024〕1号',NULL,'',1,1,'','','停止制造','[]','[]','[]','[]','[]',NULL,NULL,0,0,'decided','open',NULL,NULL,'2024-03-04T00:00:00.000000Z','2024-03-04');
INSERT INTO "case_file" VALUES(4,'eeaeb852-bb59-5a59-9782-8db8b63fb3c0','mediation',NULL,'旧收〔2024〕4号','知调〔2024〕1号',NULL,'',4,NULL,'','','赔偿','[]','[]','[]','[]','[]',NULL,NULL,0,0,'mediating','open',NULL,NULL,'2024-06-11T00:00:00.000000Z','2024-06-11');
INSERT INTO "case_file" VALUES(5,'f9aa9f0e-4d39-5ef4-9ec9-a31270079187','adjudication',NULL,'旧收〔2024〕5号',NULL,NULL,'',5,NULL,'','','停止销售','[]','[]','[]','[]','[]',NULL,NULL,0,0,'received','open',NULL,NULL,'2024-07-01T00:00:00.000000Z','2024-07-01');
CREATE TABLE case_party (
    id INTEGER NOT NULL PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES case_file (id),
    "key" TEXT NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('requester', 'respondent', 'third_party')),
    standing TEXT,
    party_id INTEGER NOT NULL REFERENCES party (id),
    ordinal INTEGER NOT NULL DEFAULT 1,
    note TEXT NOT NULL DEFAULT '',
    UNIQUE (case_id, "key"));
INSERT INTO "case_party" VALUES(1,1,'P1','requester',NULL,1,1,'');
INSERT INTO "case_party" VALUES(2,4,'P1','requester',NULL,1,1,'');
INSERT INTO "case_party" VALUES(3,5,'P1','requester',NULL,1,1,'');
INSERT INTO "case_party" VALUES(4,1,'R1','respondent',NULL,2,1,'');
INSERT INTO "case_party" VALUES(5,4,'R1','respondent',NULL,7,1,'');
INSERT INTO "case_party" VALUES(6,5,'R1','respondent',NULL,3,1,'');
CREATE TABLE case_search (
    case_id INTEGER NOT NULL PRIMARY KEY REFERENCES case_file (id),
    words TEXT NOT NULL,
    initials TEXT NOT NULL,
    made_on TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    mark TEXT NOT NULL);
INSERT INTO "case_search" VALUES(4,'旧收(2024)4号
知调(2024)1号
汾宁晟禾沃灌溉设备有限公司
刘满囤
202430011223.4','','2025-06-03','9999-12-31','86e5aaa4b5d998352645ea4b3be24211c13420bb95acf0ba03f04bd89461eafd');
INSERT INTO "case_search" VALUES(5,'旧收(2024)5号
汾宁晟禾沃灌溉设备有限公司
禾川县旺田喜农机配件经营部
202420099887.6','','2025-06-03','9999-12-31','86e5aaa4b5d998352645ea4b3be24211c13420bb95acf0ba03f04bd89461eafd');
CREATE TABLE "document" (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL CHECK (length(uid) = 36),
    visibility TEXT NOT NULL DEFAULT 'main' CHECK (visibility IN ('main', 'internal', 'deliberation', 'offer')),
    case_id INTEGER REFERENCES case_file (id),
    form_id TEXT NOT NULL,
    form_version INTEGER NOT NULL DEFAULT 1,
    pack TEXT NOT NULL DEFAULT '',
    addressee TEXT,
    number TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'final', 'issued', 'void')),
    "values" TEXT NOT NULL DEFAULT '{}',
    values_sha TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    fonts TEXT NOT NULL DEFAULT '{}');
INSERT INTO "document" VALUES(1,'e98c5419-6156-5e25-89b4-f1f9151095c4','main',1,'acceptance_notice',1,'',NULL,'','issued','{}','','2024-03-08T01:00:00.000000Z','{}');
INSERT INTO "document" VALUES(3,'f494c7fa-8885-5af9-810b-3a03ec5fc04e','main',1,'decision',1,'',NULL,'','issued','{}','','2024-05-30T02:00:00.000000Z','{}');
CREATE TABLE "document_file" (
    id INTEGER NOT NULL PRIMARY KEY,
    uid TEXT NOT NULL CHECK (length(uid) = 36),
    visibility TEXT NOT NULL DEFAULT 'main' CHECK (visibility IN ('main', 'internal', 'deliberation', 'offer')),
    document_id INTEGER NOT NULL REFERENCES document (id),
    format TEXT NOT NULL CHECK (format IN ('docx', 'pdf')),
    path TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL);
INSERT INTO "document_file" VALUES(1,'a8a86fd8-364a-5334-973e-a135fa02053b','main',1,'docx','2024/受理通知书.docx','ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',3);
INSERT INTO "document_file" VALUES(2,'22180e7c-f8dc-5bc3-b8f4-246c0c26a04c','main',3,'pdf','2024/裁决书.pdf','ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',3);
CREATE TABLE draft (
    kind TEXT NOT NULL,
    "key" TEXT NOT NULL,
    content TEXT NOT NULL DEFAULT '{}',
    updated_at TEXT NOT NULL,
    PRIMARY KEY (kind, "key"));
INSERT INTO "draft" VALUES('intake','1','{"product":"滴灌带"}','2025-03-04T02:00:00.000000Z');
CREATE TABLE "event" (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL CHECK (length(uid) = 36),
    version INTEGER NOT NULL DEFAULT 1,
    visibility TEXT NOT NULL DEFAULT 'main' CHECK (visibility IN ('main', 'internal', 'deliberation', 'offer')),
    sealed_sha TEXT,
    case_id INTEGER NOT NULL REFERENCES case_file (id),
    type TEXT NOT NULL,
    date TEXT NOT NULL CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    recorded_at TEXT NOT NULL,
    actor TEXT NOT NULL DEFAULT '',
    payload TEXT NOT NULL DEFAULT '{}',
    voids_id INTEGER REFERENCES event (id),
    reason TEXT NOT NULL DEFAULT '');
INSERT INTO "event" VALUES(1,'7db0bf98-111a-56d8-9e93-65f96f2016e0',1,'main',NULL,1,'request_received','2024-03-04','2024-03-04T00:00:00.000000Z','','{}',NULL,'');
INSERT INTO "event" VALUES(2,'1ac7b1aa-bdc6-5781-8043-9983fc0d1c2c',1,'main',NULL,4,'request_received','2024-06-11','2024-06-11T00:00:00.000000Z','','{}',NULL,'');
INSERT INTO "event" VALUES(3,'a409a6d8-8225-55be-a6f1-fba0f53510b2',1,'main',NULL,5,'request_received','2024-07-01','2024-07-01T00:00:00.000000Z','','{}',NULL,'');
INSERT INTO "event" VALUES(4,'225aa9e7-509b-5a74-9315-ffa3647740cd',1,'main',NULL,1,'docketed','2024-03-08','2024-03-08T01:00:00.000000Z','张三','{}',NULL,'');
INSERT INTO "event" VALUES(5,'58258558-9962-5c5e-893c-e58c5152156a',1,'main',NULL,1,'decision_made','2024-05-30','2024-05-30T02:00:00.000000Z','张三','{"note":"当庭宣布"}',NULL,'');
INSERT INTO "event" VALUES(6,'4f88104e-4514-5619-a30d-3901350ff3ef',1,'main',NULL,4,'docketed','2024-06-14','2024-06-14T03:00:00.000000Z','李四','{"note":"双方同意"}',NULL,'');
INSERT INTO "event" VALUES(7,'9064fe3a-5203-54fa-ba03-e0b211041d59',1,'deliberation',NULL,1,'deliberated','2025-03-05','2025-03-05T03:00:00.000000Z','周宁','{"result":"infringed","sections":[{"text":"落入保护范围","title":"是否侵权"}],"votes":{"周宁":"agree"}}',NULL,'');
INSERT INTO "event" VALUES(8,'48e56a1c-e42f-5452-9348-82400848cf84',1,'main',NULL,1,'note','2025-03-06','2025-03-06T03:00:00.000000Z','周宁','{"text":"电话联系"}',NULL,'');
INSERT INTO "event" VALUES(9,'aeb20a1c-7d51-5d5c-8089-c063a03eb4ff',1,'main',NULL,1,'note','2025-03-06','2025-03-06T03:00:00.000000Z','周宁','{}',8,'录错');
INSERT INTO "event" VALUES(10,'3ef40266-26da-4be1-8e83-5c097ff5da2e',2,'deliberation','9cfd5be20b6006c5ba491a98eae98b0bf793194a826f613bd4849b6fc7d14fdc',1,'deliberated','2025-06-03','2025-06-03T02:00:00.000000Z','周宁','{}',NULL,'');
CREATE TABLE event_sealed (
    event_id INTEGER NOT NULL PRIMARY KEY REFERENCES event (id),
    payload TEXT NOT NULL);
INSERT INTO "event_sealed" VALUES(10,'{"record":{"minority":"","place":"二楼会议室","result":"infringed","sections":[],"votes":[]},"salt":"7ff112d2e66d85c959f03b6d0a146295"}');
CREATE TABLE evidence (
    id INTEGER NOT NULL PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES case_file (id),
    no INTEGER NOT NULL,
    side TEXT NOT NULL,
    name TEXT NOT NULL,
    proves TEXT NOT NULL DEFAULT '',
    pages INTEGER,
    source TEXT NOT NULL DEFAULT '',
    form TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '');
INSERT INTO "evidence" VALUES(1,1,1,'requester','专利证书','',3,'','','','');
CREATE TABLE holiday (
    date TEXT NOT NULL CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    kind TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (date, kind));
INSERT INTO "holiday" VALUES('2025-10-01','rest','国庆节','');
INSERT INTO "holiday" VALUES('2027-12-31','complete','','国办通知');
CREATE TABLE ledger_row (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL CHECK (length(uid) = 36),
    ledger TEXT NOT NULL,
    day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "values" TEXT NOT NULL DEFAULT '{}',
    case_id INTEGER REFERENCES case_file (id),
    recorded_at TEXT NOT NULL,
    updated_at TEXT NOT NULL);
INSERT INTO "ledger_row" VALUES(1,'35729ab7-c00a-52f2-b531-98bcb017a415','notification','2025-03-03','{"by_staff":1,"person_name":"王先生","routes":["adjudication"],"signed":false}',NULL,'2025-03-03T02:00:00.000000Z','2025-03-03T02:00:00.000000Z');
INSERT INTO "ledger_row" VALUES(2,'f70edb18-3b4d-5f4e-a313-70f855ae9371','notification','2025-04-01','{"by_staff":1,"choice":"mediation","manner":"phone","note":"电话里讲明，\n后补签。","person_name":"郝砚秋","person_phone":"0357-5550101","person_role":"代理人","routes":["negotiation","mediation","adjudication","arbitration","litigation"],"signed":true}',NULL,'2025-06-03T02:00:00.000000Z','2025-06-03T02:00:00.000000Z');
INSERT INTO "ledger_row" VALUES(3,'37daad48-5b1c-5281-9fed-c237e2ff68f6','notification','2025-05-06','{"by_staff":2,"choice":"adjudication","manner":"face","note":"当面交付","person_name":"刘满囤","person_role":"请求人","routes":["negotiation","mediation","adjudication","arbitration","litigation"],"signed":true}',4,'2025-06-03T02:00:00.000000Z','2025-06-03T02:00:00.000000Z');
CREATE TABLE number_sequence (
    kind TEXT NOT NULL,
    year INTEGER NOT NULL,
    last INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (kind, year));
INSERT INTO "number_sequence" VALUES('receipt',2025,4);
CREATE TABLE "party" (
    id INTEGER NOT NULL PRIMARY KEY,
    uid TEXT NOT NULL CHECK (length(uid) = 36),
    kind TEXT NOT NULL CHECK (kind IN ('natural', 'company', 'organisation', 'sole_trader')),
    name TEXT NOT NULL,
    id_type TEXT NOT NULL DEFAULT '',
    id_no TEXT NOT NULL DEFAULT '',
    legal_rep TEXT NOT NULL DEFAULT '',
    legal_rep_post TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL DEFAULT '',
    postcode TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    domiciled_in_prc INTEGER NOT NULL DEFAULT 1,
    region TEXT NOT NULL DEFAULT 'mainland',
    operator_name TEXT NOT NULL DEFAULT '',
    operator_id_no TEXT NOT NULL DEFAULT '',
    initials TEXT NOT NULL DEFAULT '');
INSERT INTO "party" VALUES(1,'be8b3b31-5090-51c2-b541-2261332cbc6a','company','汾宁晟禾沃灌溉设备有限公司','','91141099MAYYY0013H','','','汾宁市高新区科创路18号','','0357-5550101',1,'mainland','','','');
INSERT INTO "party" VALUES(2,'8813ef49-e3d7-5dab-bdcd-ce5a35469465','company','禾川县钰禾丰节水器材有限公司','','','','','禾川县工业园区兴业路6号','','',1,'mainland','','','');
INSERT INTO "party" VALUES(3,'40b168ce-df3d-525d-a501-ea1ebc21ac93','sole_trader','禾川县旺田喜农机配件经营部','','','','','','','19900000003',1,'mainland','','','');
INSERT INTO "party" VALUES(7,'aae30c71-9f5e-589e-a15a-caa7126d8c45','natural','刘满囤','','','','','禾川县南街112号','','',1,'mainland','','','');
CREATE TABLE patent (
    id INTEGER NOT NULL PRIMARY KEY,
    number TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('invention', 'utility_model', 'design')),
    title TEXT NOT NULL DEFAULT '',
    holder TEXT NOT NULL DEFAULT '',
    filed_on TEXT,
    granted_on TEXT,
    evaluation_report TEXT NOT NULL DEFAULT 'none',
    invalidation TEXT NOT NULL DEFAULT 'none');
INSERT INTO "patent" VALUES(1,'201919800137.5','invention','','',NULL,NULL,'none','none');
INSERT INTO "patent" VALUES(4,'202430011223.4','design','','',NULL,NULL,'none','none');
INSERT INTO "patent" VALUES(5,'202420099887.6','utility_model','','',NULL,NULL,'none','none');
CREATE TABLE setting (
    "key" TEXT NOT NULL PRIMARY KEY,
    value TEXT,
    source TEXT NOT NULL DEFAULT '',
    confirmed_by TEXT NOT NULL DEFAULT '',
    confirmed_on TEXT);
INSERT INTO "setting" VALUES('office.name','"汾宁县知识产权局"','','周宁','2025-03-01');
INSERT INTO "setting" VALUES('office.phone','"0357-5550001"','','王主任',NULL);
CREATE TABLE staff (
    id INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN
        ('handler', 'panel', 'section_head', 'dept_head', 'clerk', 'intake')),
    certificate_no TEXT NOT NULL DEFAULT '',
    certificate_issuer TEXT CHECK (certificate_issuer IN ('', 'cnipa', 'province')),
    certificate_until TEXT,
    phone TEXT NOT NULL DEFAULT '',
    active INTEGER NOT NULL DEFAULT 1);
INSERT INTO "staff" VALUES(1,'周宁','handler','',NULL,NULL,'',1);
INSERT INTO "staff" VALUES(2,'李敏','dept_head','',NULL,NULL,'',1);
CREATE TABLE stored_file (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    path TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL UNIQUE,
    size INTEGER NOT NULL);
INSERT INTO "stored_file" VALUES(1,'2024/受理通知书.docx','ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',3);
CREATE TABLE waiting (
    id INTEGER NOT NULL PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES case_file (id),
    step TEXT NOT NULL,
    party TEXT NOT NULL DEFAULT '',
    command TEXT NOT NULL,
    rule TEXT NOT NULL DEFAULT '',
    due TEXT,
    provisional INTEGER NOT NULL DEFAULT 0,
    ready INTEGER NOT NULL DEFAULT 1,
    UNIQUE (case_id, step, party));
INSERT INTO "waiting" VALUES(1,4,'serve_mediation_notice','P1','serve','',NULL,0,1);
INSERT INTO "waiting" VALUES(2,4,'session','','record_session','',NULL,0,1);
INSERT INTO "waiting" VALUES(3,5,'acceptance_check','','check_acceptance','docketing','2024-07-08',0,1);
INSERT INTO "waiting" VALUES(4,5,'docketing_approval','','record_approval','docketing','2024-07-08',0,0);
CREATE INDEX case_party_party ON case_party (party_id);
CREATE INDEX agent_case_party ON agent (case_party_id);
CREATE INDEX patent_number ON patent (number);
CREATE INDEX evidence_case ON evidence (case_id, side, no);
CREATE INDEX case_deadline_due ON case_deadline (status, due);
CREATE INDEX audit_case ON audit (case_id);
CREATE INDEX audit_at ON audit (at);
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE UNIQUE INDEX party_uid ON party (uid);
CREATE INDEX party_initials ON party (initials);
CREATE INDEX party_name ON party (name);
CREATE INDEX party_id_no ON party (id_no);
CREATE UNIQUE INDEX case_file_uid ON case_file (uid);
CREATE INDEX case_stage_status ON case_file (stage, status);
CREATE INDEX case_status_kind ON case_file (status, kind);
CREATE INDEX case_handler ON case_file (handler_id);
CREATE INDEX case_patent ON case_file (patent_id);
CREATE INDEX case_origin ON case_file (origin_case_id);
CREATE INDEX case_created ON case_file (created_at);
CREATE UNIQUE INDEX event_uid ON event (uid);
CREATE INDEX event_case_date ON event (case_id, date, id);
CREATE INDEX event_type_date ON event (type, date);
CREATE INDEX event_voids ON event (voids_id);
CREATE TRIGGER event_no_update BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'event is append-only'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'event is append-only'); END;
CREATE UNIQUE INDEX document_uid ON document (uid);
CREATE INDEX document_case ON document (case_id, form_id);
CREATE INDEX document_state ON document (state);
CREATE UNIQUE INDEX document_file_uid ON document_file (uid);
CREATE INDEX document_file_document ON document_file (document_id);
CREATE INDEX waiting_command_due ON waiting (command, due);
CREATE INDEX waiting_due ON waiting (due);
CREATE INDEX case_search_made_on ON case_search (made_on);
CREATE INDEX case_search_valid_until ON case_search (valid_until);
CREATE UNIQUE INDEX audit_command ON audit (command_id);
CREATE TRIGGER event_sealed_no_update BEFORE UPDATE ON event_sealed
BEGIN SELECT RAISE(ABORT, 'event_sealed is append-only'); END;
CREATE TRIGGER event_sealed_no_delete BEFORE DELETE ON event_sealed
BEGIN SELECT RAISE(ABORT, 'event_sealed is append-only'); END;
CREATE UNIQUE INDEX ledger_row_uid ON ledger_row (uid);
CREATE INDEX ledger_row_day ON ledger_row (ledger, day, id);
CREATE INDEX ledger_row_case ON ledger_row (case_id);
CREATE INDEX case_received ON case_file (receipt_on, id);
CREATE INDEX attachment_case ON attachment (case_id, subject, subject_id);
CREATE INDEX attachment_stored ON attachment (stored_id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('audit',18);
INSERT INTO "sqlite_sequence" VALUES('case_file',5);
INSERT INTO "sqlite_sequence" VALUES('event',10);
INSERT INTO "sqlite_sequence" VALUES('document',4);
INSERT INTO "sqlite_sequence" VALUES('ledger_row',3);
INSERT INTO "sqlite_sequence" VALUES('stored_file',1);
INSERT INTO "sqlite_sequence" VALUES('attachment',1);
COMMIT;
PRAGMA application_id = 1514361905;
PRAGMA user_version = 5000;
