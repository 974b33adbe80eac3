-- The prototype's database (version 0.1), frozen, with rows in every table.
CREATE TABLE party (
    id INTEGER PRIMARY KEY, kind TEXT, name TEXT NOT NULL, id_no TEXT, address TEXT, phone TEXT);
CREATE TABLE cases (
    id INTEGER PRIMARY KEY, no TEXT UNIQUE, kind TEXT, received_on TEXT NOT NULL,
    requester_id INTEGER NOT NULL REFERENCES party (id) ON DELETE CASCADE,
    respondent_id INTEGER NOT NULL REFERENCES party (id) ON DELETE CASCADE,
    patent_no TEXT NOT NULL, patent_kind TEXT, request TEXT NOT NULL, stage TEXT NOT NULL);
CREATE TABLE event (
    id INTEGER PRIMARY KEY, case_id INTEGER NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    type TEXT NOT NULL, date TEXT NOT NULL, note TEXT, actor TEXT NOT NULL,
    recorded_at TEXT NOT NULL);
CREATE INDEX v0_event_case ON event (case_id);
CREATE TABLE document (
    id INTEGER PRIMARY KEY, case_id INTEGER NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    form TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL,
    created_at TEXT NOT NULL);
CREATE TABLE log (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, case_id INTEGER,
    text TEXT NOT NULL);
INSERT INTO party VALUES
    (1, '企业', '汾宁晟禾沃灌溉设备有限公司', '91141099MAYYY0013H', '汾宁市高新区科创路18号', '0357-5550101'),
    (2, '企业', '禾川县钰禾丰节水器材有限公司', NULL, '禾川县工业园区兴业路6号', NULL),
    (3, '个体户', '禾川县旺田喜农机配件经营部', NULL, NULL, '19900000003'),
    (7, '个人', '刘满囤', NULL, '禾川县南街112号', NULL);
INSERT INTO cases VALUES
    (1, '知裁〔2024〕1号', '裁决', '2024-03-04', 1, 2, '201919800137.5', '发明', '停止制造', 'decided'),
    (4, '知调〔2024〕1号', '调解', '2024-06-11', 1, 7, '202430011223.4', '外观设计', '赔偿', 'open'),
    (5, NULL, '裁决', '2024-07-01', 1, 3, '202420099887.6', '实用新型', '停止销售', 'received');
INSERT INTO event VALUES
    (1, 1, 'docketed', '2024-03-08', NULL, '张三', '2024-03-08T01:00:00.000000Z'),
    (2, 1, 'decision_made', '2024-05-30', '当庭宣布', '张三', '2024-05-30T02:00:00.000000Z'),
    (5, 4, 'docketed', '2024-06-14', '双方同意', '李四', '2024-06-14T03:00:00.000000Z');
INSERT INTO document VALUES
    (1, 1, 'acceptance_notice', '2024/受理通知书.docx',
     'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', 3,
     '2024-03-08T01:00:00.000000Z'),
    (3, 1, 'decision', '2024/裁决书.pdf',
     'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', 3,
     '2024-05-30T02:00:00.000000Z');
INSERT INTO log VALUES
    (1, '2024-03-04T01:00:00.000000Z', '张三', 1, '收件'),
    (2, '2024-03-08T01:00:00.000000Z', '张三', 1, '立案'),
    (3, '2024-06-14T03:00:00.000000Z', '李四', 4, '调解立案');
PRAGMA user_version = 1;
